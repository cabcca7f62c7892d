# Run by cpack on the folder that it is about to pack: what Debian's policy wants in places of its own.
# Decides: copyright, changelog, the folder of zsh. Refuses to know: everything else in the package.
set(share "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share")
set(documents "${share}/doc/tidegate")
file(COPY "${CPACK_TIDEGATE_DEBIAN}/copyright" DESTINATION "${documents}")

# Debian reads a changelog of a form of its own; what changed stands in ours, beside it.
file(TIMESTAMP "${CPACK_TIDEGATE_CHANGELOG}" date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE "${documents}/changelog" "tidegate (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * What changed stands in NEWS.md.gz.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")
configure_file("${CPACK_TIDEGATE_CHANGELOG}" "${documents}/NEWS.md" COPYONLY)
find_program(gzip gzip REQUIRED)
execute_process(COMMAND "${gzip}" -9nf "${documents}/changelog" "${documents}/NEWS.md" COMMAND_ERROR_IS_FATAL ANY)

file(MAKE_DIRECTORY "${share}/zsh/vendor-completions")
file(RENAME "${share}/zsh/site-functions/_tidegate" "${share}/zsh/vendor-completions/_tidegate")
file(REMOVE_RECURSE "${share}/zsh/site-functions")
