# tidegate_write_build_info(<target> "<flags>")
# Writes <executable>.tidegate.json beside a benchmark on every build: commit, dirty, compiler,
# flags, build type. A row says with it what was measured.
# Decides: which facts belong to a build. Refuses to know: how rows carry them.
#
# Why a file and not a definition: a commit id inside the program would move its machine code, and
# two builds of identical sources would no longer be identical programs.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  include_guard(GLOBAL)
  cmake_policy(VERSION 3.25)
  include("${CMAKE_CURRENT_LIST_DIR}/TidegateCTest.cmake")

  function(tidegate_write_build_info target flags)
    # What add_compile_options() gave this folder so far; conditional ones cannot be told here.
    get_directory_property(options COMPILE_OPTIONS)
    list(FILTER options EXCLUDE REGEX "\\$<")
    set_target_properties(${target} PROPERTIES _TIDEGATE_FLAGS "${options} ${flags}")
    # At the end of the folder: name and place of the program are often set after this call, and a file
    # beside nothing leaves rows without their flags, in a machine class that other builds share.
    cmake_language(EVAL CODE "cmake_language(DEFER CALL _tidegate_build_info_target [[${target}]])")
  endfunction()

  # The program of one configuration as text: $<TARGET_FILE:> would make the file wait for the program
  # and the program for the file. several: whether the generator puts each configuration into a folder.
  function(_tidegate_program_of result target configuration several)
    string(TOUPPER "${configuration}" type)
    set(folder "")
    set(own_folder "")
    set(name "${target}")
    set(suffix "${CMAKE_EXECUTABLE_SUFFIX}")
    foreach(part folder:RUNTIME_OUTPUT_DIRECTORY name:OUTPUT_NAME name:RUNTIME_OUTPUT_NAME suffix:SUFFIX)
      string(REGEX MATCH "^([a-z]+):(.*)$" part "${part}")
      set(variable ${CMAKE_MATCH_1})
      set(property ${CMAKE_MATCH_2})
      foreach(of "" _${type})
        get_target_property(value ${target} ${property}${of})
        if(value)
          set(${variable} "${value}")
          set(own_${variable} "${of}")
        endif()
      endforeach()
    endforeach()
    # Its own folder, or one with an expression, is meant for this configuration as it stands.
    if(several AND "${own_folder}" STREQUAL "" AND NOT folder MATCHES "\\$<")
      cmake_path(APPEND folder "${configuration}")
    endif()
    get_target_property(postfix ${target} ${type}_POSTFIX)
    if(postfix)
      string(APPEND name "${postfix}")
    endif()
    cmake_path(ABSOLUTE_PATH folder BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}" NORMALIZE)
    set(${result} "${folder}/${name}${suffix}" PARENT_SCOPE)
  endfunction()

  function(_tidegate_build_info_target target)
    _tidegate_configurations(several configurations)
    set(program "")
    set(typed "")
    if("${configurations}" STREQUAL "")
      _tidegate_program_of(program ${target} "" FALSE)
    endif()
    # One of these is not empty while a configuration is built.
    foreach(configuration IN LISTS configurations)
      _tidegate_program_of(path ${target} ${configuration} ${several})
      string(APPEND program "$<$<CONFIG:${configuration}>:${path}>")
      string(TOUPPER "${configuration}" type)
      string(REPLACE ">" "$<ANGLE-R>" flags "${CMAKE_CXX_FLAGS_${type}}")
      string(APPEND typed "$<$<CONFIG:${configuration}>:${flags}>")
    endforeach()
    get_target_property(flags ${target} _TIDEGATE_FLAGS)
    string(REPLACE ";" " " flags "${CMAKE_CXX_FLAGS} ${typed} ${flags}")
    set(type "$<CONFIG>")
    if(TIDEGATE_SANITIZE)
      string(APPEND type "+sanitizers")
    endif()
    add_custom_target(${target}_build_info ALL
      COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${program}.tidegate.json"
        "-DSOURCE=${CMAKE_SOURCE_DIR}" "-DBUILD=${CMAKE_BINARY_DIR}" "-DFLAGS=${flags}" "-DTYPE=${type}"
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

string(REGEX REPLACE "  +" " " FLAGS "${FLAGS}")
string(STRIP "${FLAGS}" FLAGS)
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
include("${CMAKE_CURRENT_LIST_DIR}/TidegateText.cmake")
_tidegate_write("${OUTPUT}" "${text}")
