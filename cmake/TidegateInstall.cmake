# tidegate_install()
# What `cmake --install` lays down: the program, one library with its headers, the CMake package, man
# pages, completions of three shells, documents.
# Decides: what is installed, where, and under which names. Refuses to know: archives and Debian
# (TidegatePack.cmake), and how a consumer's benchmark becomes a test (TidegateBenchmark.cmake).
#
# Two names leave this tree, tidegate::measure and tidegate::tidegate. Here measure is a room above
# three others; installed, all four are one archive, so that nobody can link the others by name.
# Nothing that is installed has a path of this tree or of the prefix inside: a prefix may be moved.

include_guard(GLOBAL)

set(_TIDEGATE_MEASURE_ROOMS base stats row measure)

function(tidegate_install)
  # Here and not above: a project that installs nothing of ours gets no cache entries of it.
  include(GNUInstallDirs)
  include(CMakePackageConfigHelpers)
  _tidegate_install_library()
  install(TARGETS tidegate EXPORT tidegateProgram RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  _tidegate_install_package()
  _tidegate_install_pages()
  install(FILES README.md PERFORMANCE.md TYPE DOC)
  install(DIRECTORY docs TYPE DOC)
  if(PROJECT_IS_TOP_LEVEL)
    include(TidegatePack)
  endif()
endfunction()

function(_tidegate_install_library)
  set(objects ${_TIDEGATE_MEASURE_ROOMS})
  list(TRANSFORM objects REPLACE "(.+)" "$<TARGET_OBJECTS:tidegate_\\1>")
  add_library(tidegate_archive STATIC ${objects})
  set_target_properties(tidegate_archive PROPERTIES LINKER_LANGUAGE CXX EXPORT_NAME measure
    OUTPUT_NAME tidegate_measure ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/package)
  target_compile_features(tidegate_archive PUBLIC cxx_std_20)
  target_link_libraries(tidegate_archive PUBLIC Boost::json tl::expected PRIVATE fmt::fmt Threads::Threads)
  install(TARGETS tidegate_archive EXPORT tidegateMeasure ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  foreach(room IN LISTS _TIDEGATE_MEASURE_ROOMS)
    install(DIRECTORY gate/tidegate/${room} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tidegate
      FILES_MATCHING PATTERN *.hpp)
  endforeach()
endfunction()

function(_tidegate_install_package)
  set(folder ${CMAKE_INSTALL_LIBDIR}/cmake/tidegate)
  configure_package_config_file(cmake/tidegateConfig.cmake.in
    ${PROJECT_BINARY_DIR}/package/tidegateConfig.cmake INSTALL_DESTINATION ${folder}
    NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
  # Before 1.0 a minor version may change what CMake files and sources of a consumer say.
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/tidegateConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
  install(FILES
    ${PROJECT_BINARY_DIR}/package/tidegateConfig.cmake
    ${PROJECT_BINARY_DIR}/package/tidegateConfigVersion.cmake
    cmake/TidegateBenchmark.cmake cmake/TidegateBuildInfo.cmake cmake/TidegateCTest.cmake
    cmake/TidegateDiscoverCases.cmake cmake/TidegateGate.cmake cmake/TidegateKokkos.cmake
    cmake/TidegateText.cmake
    DESTINATION ${folder})
  foreach(part Measure Program)
    install(EXPORT tidegate${part} NAMESPACE tidegate:: FILE tidegate${part}.cmake DESTINATION ${folder})
  endforeach()
endfunction()

# Man pages and completions: the program writes them itself, from the tables that it parses by.
function(_tidegate_install_pages)
  if(CMAKE_CROSSCOMPILING)
    message(STATUS "man pages and completions are left out: the program does not run here")
    return()
  endif()
  set(pages ${PROJECT_BINARY_DIR}/package/pages)
  find_program(TIDEGATE_GZIP gzip)
  set(compress)
  if(TIDEGATE_GZIP)
    set(compress COMMAND ${TIDEGATE_GZIP} -9nr ${pages}/man1)  # n: no date in it
  endif()
  add_custom_command(OUTPUT ${pages}/made
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${pages}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${pages}
    COMMAND tidegate man --out ${pages}/man1
    ${compress}
    COMMAND tidegate completion bash > ${pages}/tidegate
    COMMAND tidegate completion zsh > ${pages}/_tidegate
    COMMAND tidegate completion fish > ${pages}/tidegate.fish
    COMMAND ${CMAKE_COMMAND} -E touch ${pages}/made
    DEPENDS tidegate COMMENT "Man pages and completions")
  add_custom_target(tidegate_pages ALL DEPENDS ${pages}/made)
  install(DIRECTORY ${pages}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR})
  install(FILES ${pages}/tidegate DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${pages}/_tidegate DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${pages}/tidegate.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endfunction()
