# _tidegate_write(<file> <text>): that text, in a file that is touched only where it differs.
# Decides: how text reaches a file that CMake reads. Refuses to know: what it says.
#
# Not file(CONFIGURE): it replaces `@names@`, and values hold such: /opt/hdf5@1.14/boost@1.81 is a path.
# Not file(GENERATE): it replaces `$<...>`.

include_guard(GLOBAL)
cmake_policy(VERSION 3.25)

# Aside first: another process may be reading it.
function(_tidegate_write file text)
  set(old "")
  if(EXISTS "${file}")
    file(READ "${file}" old)
  endif()
  if(NOT old STREQUAL text)
    file(WRITE "${file}.new" "${text}")
    file(RENAME "${file}.new" "${file}")
  endif()
endfunction()
