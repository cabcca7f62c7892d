# How a build of another commit is configured: as this build tree is.
# Decides: which entries of the cache it is given, and for which configuration. Refuses to know: which
# commit it is of and when it is built (gate/tidegate/run/reference_build).

include_guard(GLOBAL)
cmake_policy(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/TidegateText.cmake")

# The reference build must be configured as this one is, or flags would be compared, not changes:
# every cache entry, the project's own options too, goes into a file for `cmake -C`. The compiler's
# version stands in it as well: the file names the cached build, so a new compiler builds anew.
function(_tidegate_write_reference_cache file configuration)
  set(text "# Written by tidegate: how a reference build is configured.\n"
    "# ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}\n")
  string(JOIN "" text ${text})
  if(NOT configuration STREQUAL "")
    # What `cmake --build` makes where there are several and none is named. The first entry counts.
    _tidegate_quoted(quoted "${configuration}")
    string(APPEND text "set(CMAKE_DEFAULT_BUILD_TYPE ${quoted} CACHE STRING \"\")\n")
  endif()
  get_cmake_property(entries CACHE_VARIABLES)
  foreach(entry IN LISTS entries)
    get_property(type CACHE ${entry} PROPERTY TYPE)
    get_property(value CACHE ${entry} PROPERTY VALUE)
    if(type MATCHES "^(INTERNAL|STATIC)$" OR entry MATCHES "^(CMAKE_INSTALL_|TIDEGATE_BUILD_|TIDEGATE_WARNINGS)"
       OR entry MATCHES "^(TIDEGATE_OUTPUT_DIR|TIDEGATE_AGAINST|FETCHCONTENT_BASE_DIR)$" OR value MATCHES "-NOTFOUND$")
      continue()
    endif()
    # What lies in this build tree or in its sources belongs to this side alone: the other would compile
    # today's files, and a change would be compared with itself. It finds its own.
    set(inside FALSE)
    foreach(part IN LISTS value)
      foreach(own CMAKE_BINARY_DIR CMAKE_SOURCE_DIR)
        cmake_path(IS_PREFIX ${own} "${part}" NORMALIZE below)
        if(below)
          set(inside TRUE)
        endif()
      endforeach()
    endforeach()
    if(inside AND NOT entry STREQUAL "CMAKE_TOOLCHAIN_FILE")  # that is an input, wherever it was written
      continue()
    endif()
    if(type STREQUAL UNINITIALIZED)
      set(type STRING)
    endif()
    _tidegate_quoted(quoted "${value}")
    string(APPEND text "set(${entry} ${quoted} CACHE ${type} \"\")\n")
  endforeach()
  # A reference build makes the benchmark alone.
  string(APPEND text "set(TIDEGATE_BUILD_TESTS OFF CACHE BOOL \"\")\n"
                     "set(TIDEGATE_BUILD_TOOL OFF CACHE BOOL \"\")\n")
  _tidegate_write("${file}" "${text}")
endfunction()

# One such file for each configuration of this build tree. result: its path, maybe as a generator expression.
function(_tidegate_write_reference_caches result)
  set(file "${CMAKE_BINARY_DIR}/tidegate-reference-cache")
  _tidegate_configurations(several configurations)
  if(NOT several)
    _tidegate_write_reference_cache("${file}.cmake" "")
    set(${result} "${file}.cmake" PARENT_SCOPE)
    return()
  endif()
  foreach(configuration IN LISTS configurations)
    _tidegate_write_reference_cache("${file}-${configuration}.cmake" "${configuration}")
  endforeach()
  set(${result} "${file}-$<CONFIG>.cmake" PARENT_SCOPE)
endfunction()
