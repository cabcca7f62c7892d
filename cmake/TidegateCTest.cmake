# How ctest finds the tests of a benchmark: a script for each benchmark and each gate, which ctest reads
# when it starts and which reads TidegateDiscoverCases.cmake.
# Decides: what that script knows, and which one a configuration has. Refuses to know: which cases there
# are and what their tests are called.

include_guard(GLOBAL)
cmake_policy(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/TidegateText.cmake")

# The configurations of this build tree: several, or the one build type, which may be empty.
function(_tidegate_configurations several names)
  get_property(multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  set(${several} ${multi} PARENT_SCOPE)
  if(multi)
    set(${names} "${CMAKE_CONFIGURATION_TYPES}" PARENT_SCOPE)
  else()
    set(${names} "${CMAKE_BUILD_TYPE}" PARENT_SCOPE)
  endif()
endfunction()

# Rows and reports of one configuration never lie among those of another one. May be a generator expression.
function(_tidegate_output_dir result)
  _tidegate_configurations(several names)
  if(several)
    set(${result} "${TIDEGATE_OUTPUT_DIR}/$<CONFIG>" PARENT_SCOPE)
  else()
    set(${result} "${TIDEGATE_OUTPUT_DIR}" PARENT_SCOPE)
  endif()
endfunction()

# The filter flags of the tidegate program for these rows.
function(_tidegate_selection result points providers platform)
  set(flags)
  foreach(kind point provider platform)
    if(kind STREQUAL platform)
      set(values "${platform}")
    else()
      set(values "${${kind}s}")
    endif()
    foreach(value IN LISTS values)
      list(APPEND flags "--${kind}" "${value}")
    endforeach()
  endforeach()
  set(${result} "${flags}" PARENT_SCOPE)
endfunction()

# `file:line` of the call of `command` for this target in the list file that is being read, so that
# an IDE jumps from a test to it; empty where a call is spelled in another way. CMake itself records
# such a line only for tests that it adds, not for those that ctest finds when it starts. The call of a
# project's own wrapper, which also begins with the target, stands in where `command` is not found.
function(_tidegate_line_of_call result command target name)
  set(${result} "" PARENT_SCOPE)
  file(READ "${CMAKE_CURRENT_LIST_FILE}" text)
  string(REGEX REPLACE "([][+.*()^$?|\\\\])" "\\\\\\1" word "${target}")
  set(pattern "${command}\\([ \t\r\n]*${word}[ \t\r\n)]")
  if(name)
    set(pattern "${pattern}[^()]*NAME[ \t\r\n]+${name}[ \t\r\n)]")
  endif()
  string(REGEX MATCH "${pattern}" call "${text}")
  if(call STREQUAL "")
    string(REGEX MATCH "[A-Za-z_]*gate\\([ \t\r\n]*${word}[ \t\r\n)]" call "${text}")
  endif()
  if(call STREQUAL "")
    return()
  endif()
  string(FIND "${text}" "${call}" place)
  string(SUBSTRING "${text}" 0 ${place} before)
  string(REGEX REPLACE "[^\n]" "" newlines "${before}")
  string(LENGTH "${newlines}" line)
  math(EXPR line "${line} + 1")
  set(${result} "${CMAKE_CURRENT_LIST_FILE}:${line}" PARENT_SCOPE)
endfunction()

# The program that the tests run is built with the project, also where tidegate's folder was added with
# EXCLUDE_FROM_ALL: a benchmark without it is a red test that nobody planned.
function(_tidegate_build_program)
  get_target_property(imported tidegate::tidegate IMPORTED)
  if(NOT imported AND NOT TARGET tidegate_program)
    add_custom_target(tidegate_program ALL)
    add_dependencies(tidegate_program tidegate::tidegate)
  endif()
endfunction()

# The script that ctest reads where a build tree has several configurations: that of `ctest -C <name>`.
# Without a name nothing would be tested, which ctest itself calls passed for tests found when it starts.
function(_tidegate_write_chooser script configurations refused)
  string(JOIN ", " names ${configurations})
  set(text "string(TOLOWER \"\${CTEST_CONFIGURATION_TYPE}\" TIDEGATE_CONFIGURATION)\nif(FALSE)\n")
  foreach(configuration IN LISTS configurations)
    string(TOLOWER "${configuration}" lower)
    string(APPEND text "elseif(TIDEGATE_CONFIGURATION MATCHES [==[^${lower}$]==])\n"
      "  include([==[${script}-${configuration}.cmake]==])\n")
  endforeach()
  string(APPEND text "else()\n${refused}set(TIDEGATE_REFUSAL \"this build tree has several configurations \
and '\${CTEST_CONFIGURATION_TYPE}' is none of them: ctest -C with one of ${names}\")\n"
    "include([==[${CMAKE_CURRENT_FUNCTION_LIST_DIR}/TidegateDiscoverCases.cmake]==])\nendif()\n")
  _tidegate_write("${script}.cmake" "${text}")
endfunction()

# Registers the script that makes tests of a target's cases when ctest starts.
# kind: bench or gate. arguments: of the tidegate program, after its command. name: of the one test
# that a gate over all of its cases is, or empty.
function(_tidegate_discover target kind cases arguments labels timeout gpus name)
  if(NOT TARGET tidegate::tidegate)
    return()  # nothing to run the tests with: the toolkit alone was asked for
  endif()
  get_target_property(worker ${target} TIDEGATE_WORKER)
  get_target_property(format ${target} TIDEGATE_FORMAT)
  if(format)
    list(PREPEND arguments --format "${format}")
  else()
    set(format "")
  endif()
  if(kind STREQUAL bench)
    _tidegate_line_of_call(line tidegate_add_benchmark ${target} "")
  else()
    _tidegate_line_of_call(line tidegate_add_gate ${target} "${name}")
  endif()
  _tidegate_build_program()
  string(JOIN "_" script ${target} ${kind} ${name} tests)
  set(script "${CMAKE_CURRENT_BINARY_DIR}/${script}")
  set(common
"set(TIDEGATE_TARGET [==[${target}]==])
set(TIDEGATE_KIND [==[${kind}]==])
set(TIDEGATE_CMAKE [==[${CMAKE_COMMAND}]==])  # ctest itself does not know it
set(TIDEGATE_NAME [==[${name}]==])
set(TIDEGATE_LINE [==[${line}]==])
")
  _tidegate_configurations(several configurations)
  set(of "")
  set(build "cmake --build ${CMAKE_BINARY_DIR}")
  if(several)
    set(of "-$<CONFIG>")
    string(APPEND build " --config $<CONFIG>")
    _tidegate_write_chooser("${script}" "${configurations}" "${common}")
  endif()
  _tidegate_output_dir(output)
  file(GENERATE OUTPUT "${script}${of}.cmake" CONTENT
"${common}set(TIDEGATE_REFUSAL [==[]==])
set(TIDEGATE_BUILD [==[${build}]==])
set(TIDEGATE_WORKER [==[${worker}]==])
set(TIDEGATE_FORMAT [==[${format}]==])
set(TIDEGATE_PROGRAM [==[$<TARGET_FILE:tidegate::tidegate>]==])
set(TIDEGATE_OUTPUT_DIR [==[${output}]==])
set(TIDEGATE_GATE_COUNT [==[${TIDEGATE_OUTPUT_DIR}/gate-targets.cmake]==])
set(TIDEGATE_SOURCE_DIR [==[${CMAKE_SOURCE_DIR}]==])
set(TIDEGATE_CASES [==[${cases}]==])
set(TIDEGATE_ARGUMENTS [==[${arguments}]==])
set(TIDEGATE_LABELS [==[${labels}]==])
set(TIDEGATE_TIMEOUT [==[${timeout}]==])
set(TIDEGATE_GPUS [==[${gpus}]==])
include([==[${CMAKE_CURRENT_FUNCTION_LIST_DIR}/TidegateDiscoverCases.cmake]==])
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${script}.cmake")
endfunction()
