# tidegate_write_build_info(<target> "<flags>")
# Writes <executable>.tidegate.json beside a benchmark on every build: commit, dirty, compiler,
# flags, build type. A row says with it what was measured.
# Decides: which facts belong to a build. Refuses to know: how rows carry them.
#
# Why a file and not a definition: a commit id inside the program would move its machine code, and
# two builds of identical sources would no longer be identical programs.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  include_guard(GLOBAL)

  function(tidegate_write_build_info target flags)
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    # What add_compile_options() gave this folder so far; conditional ones cannot be told here.
    get_directory_property(options COMPILE_OPTIONS)
    list(FILTER options EXCLUDE REGEX "\\$<")
    set(all_flags "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} ${options} ${flags}")
    string(REGEX REPLACE "  +" " " all_flags "${all_flags}")
    string(REPLACE ";" " " all_flags "${all_flags}")
    string(STRIP "${all_flags}" all_flags)
    set(build_type "${CMAKE_BUILD_TYPE}")
    if(TIDEGATE_SANITIZE)
      string(APPEND build_type "+sanitizers")
    endif()
    # The path as text: $<TARGET_FILE:> would make the file wait for the program and the program for
    # the file.
    get_target_property(folder ${target} RUNTIME_OUTPUT_DIRECTORY)
    if(NOT folder)
      set(folder "${CMAKE_CURRENT_BINARY_DIR}")
    endif()
    add_custom_target(${target}_build_info ALL
      COMMAND "${CMAKE_COMMAND}"
        "-DOUTPUT=${folder}/${target}${CMAKE_EXECUTABLE_SUFFIX}.tidegate.json"
        "-DSOURCE=${CMAKE_SOURCE_DIR}" "-DBUILD=${CMAKE_BINARY_DIR}" "-DFLAGS=${all_flags}" "-DTYPE=${build_type}"
        "-DCOMPILER=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
        "-DCUDA=${CMAKE_CUDA_COMPILER_VERSION}" -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
      VERBATIM COMMENT "")
    add_dependencies(${target} ${target}_build_info)
  endfunction()
  return()
endif()

function(_json_fact result name value)
  if(value STREQUAL "")
    set(quoted null)
  else()
    string(REPLACE "\\" "\\\\" value "${value}")
    string(REPLACE "\"" "\\\"" value "${value}")
    set(quoted "\"${value}\"")
  endif()
  set(${result} "${${result}}  \"${name}\": ${quoted},\n" PARENT_SCOPE)
endfunction()

# As the tidegate program counts: what git tracks and was changed, and sources that it does not track
# yet. Notes and results beside them change no program.
function(_count_changes result)
  execute_process(COMMAND "${git}" status --porcelain --untracked-files=no
    WORKING_DIRECTORY "${SOURCE}" OUTPUT_VARIABLE tracked ERROR_QUIET)
  set(sources CMakeLists.txt *.c *.cc *.cpp *.cxx *.h *.hh *.hpp *.hxx *.ipp *.cu *.cuh *.inl *.f
    *.f90 *.cppm *.cmake *.py)
  set(but ":(exclude,glob)**/CMakeFiles/**")
  cmake_path(IS_PREFIX SOURCE "${BUILD}" NORMALIZE inside)
  file(RELATIVE_PATH build "${SOURCE}" "${BUILD}")
  if(inside AND NOT build STREQUAL "")
    set(but ":(exclude)${build}")
  endif()
  execute_process(COMMAND "${git}" ls-files --others --exclude-standard -- ${sources} "${but}"
    WORKING_DIRECTORY "${SOURCE}" OUTPUT_VARIABLE untracked ERROR_QUIET)
  set(${result} "${tracked}${untracked}" PARENT_SCOPE)
endfunction()

set(commit "")
set(dirty "")
find_program(git git)
if(git)
  execute_process(COMMAND "${git}" rev-parse HEAD WORKING_DIRECTORY "${SOURCE}"
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE code ERROR_QUIET)
  if(code EQUAL 0)
    _count_changes(changes)
    set(dirty false)
    if(NOT changes STREQUAL "")
      set(dirty true)
    endif()
  else()
    set(commit "")
  endif()
endif()

set(text "{\n")
_json_fact(text commit "${commit}")
_json_fact(text dirty "${dirty}")
_json_fact(text compiler "${COMPILER}")
_json_fact(text compiler_flags "${FLAGS}")
_json_fact(text cuda_version "${CUDA}")
_json_fact(text build_type "${TYPE}")
string(REGEX REPLACE ",\n$" "\n}\n" text "${text}")
# Only when it changed: the file's time must not make a program look newer than it is.
set(old "")
if(EXISTS "${OUTPUT}")
  file(READ "${OUTPUT}" old)
endif()
if(NOT old STREQUAL text)
  file(WRITE "${OUTPUT}.new" "${text}")
  file(RENAME "${OUTPUT}.new" "${OUTPUT}")
endif()
