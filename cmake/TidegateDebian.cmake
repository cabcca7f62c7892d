# Run by cpack on the folder that it is about to pack: what Debian's policy wants in places of its own.
# Decides: copyright, changelog, the folder of zsh. Refuses to know: everything else in the package.
set(share "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share")
set(documents "${share}/doc/tidegate")
file(COPY "${CPACK_TIDEGATE_DEBIAN}/copyright" DESTINATION "${documents}")

find_program(gzip gzip REQUIRED)
configure_file("${CPACK_TIDEGATE_CHANGELOG}" "${documents}/changelog" COPYONLY)
execute_process(COMMAND "${gzip}" -9nf "${documents}/changelog" COMMAND_ERROR_IS_FATAL ANY)

file(MAKE_DIRECTORY "${share}/zsh/vendor-completions")
file(RENAME "${share}/zsh/site-functions/_tidegate" "${share}/zsh/vendor-completions/_tidegate")
file(REMOVE_RECURSE "${share}/zsh/site-functions")
