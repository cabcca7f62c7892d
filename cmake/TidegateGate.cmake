# tidegate_add_gate(<target>
#     [MIN <ratio>] [P95 <ratio>]   limits; default from tidegate.toml, else 1.10 and 1.25
#     [CASES ...] [POINTS ...] [PROVIDERS ...]  which rows are judged, within what is measured
#     [MODE confirm|screen|ab]      stored baselines first, only them, or lockstep for every row
#     [AGAINST <git refs...>]       what lockstep compares with, `parent`, `merge-base` and `release`
#                                   (the last tag) among them; several: a verdict each. Default:
#                                   ${TIDEGATE_AGAINST}, which CI sets and which is lockstep for all
#                                   rows; else previous release tag, else merge base, else parent
#     [FAILS_AT <ratio>]            lockstep: slower by this much fails; default from tidegate.toml,
#                                   else 1.02
#     [NAME <name>]                 one test `gate.<name>` of all these cases, which measures in
#                                   lockstep itself: a further gate over a benchmark that has one,
#                                   as in NAME release AGAINST release FAILS_AT 1.10
#     [FORMAT <kind>]               of a program of your own, google-benchmark or command, which then
#                                   needs no tidegate_add_benchmark(<target> FORMAT <kind>) before
#     [BASELINES <folder>]          default: baselines/ of the project
#     [CONFIG <file>]               default: tidegate.toml of the project, if it exists
#     [REPORTS <formats...>]        written beside report.md and junit.xml, as by `tidegate gate --report`
#     [TIMEOUT <s>] [LABELS <labels...>])
#
# Registers one CTest test `gate.<case>` for each case of a benchmark target, behind the fixture
# `bench.<case>`: `ctest -R gate` measures what the gates need, judges it, and runs nothing else.
# Decides: the arguments of the gate. Refuses to know: how it judges.

include_guard(GLOBAL)
cmake_policy(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/TidegateBenchmark.cmake")

function(tidegate_add_gate target)
  set(rest ${ARGN})
  list(FIND rest FORMAT at)
  if(at GREATER -1)
    list(REMOVE_AT rest ${at})
    list(LENGTH rest length)
    if(at EQUAL length)
      message(FATAL_ERROR "tidegate_add_gate(${target}): FORMAT needs the kind of program that it is.")
    endif()
    list(GET rest ${at} format)
    list(REMOVE_AT rest ${at})
    _tidegate_worker_of(worker ${target})
    if(NOT worker)
      tidegate_add_benchmark(${target} FORMAT "${format}")
    endif()
    _tidegate_check_format(${target} "${format}")
  endif()
  _tidegate_add_gate(${target} ${rest})
endfunction()

# A benchmark is asked in one way: another FORMAT than its own would be dropped without a word.
function(_tidegate_check_format target format)
  get_target_property(own ${target} TIDEGATE_FORMAT)
  if(NOT own STREQUAL format)
    set(kind "FORMAT ${own}")
    if(NOT own)
      set(kind "none, it speaks docs/worker-protocol.md")
    endif()
    message(FATAL_ERROR "tidegate_add_gate(${target}): FORMAT ${format} is not that of the benchmark ${target}, "
      "which is ${kind}. Leave FORMAT out here, or say it in tidegate_add_benchmark(${target} ...).")
  endif()
endfunction()

# The worker of a benchmark, or empty where there is no such target or it is no benchmark.
function(_tidegate_worker_of result target)
  set(worker "")
  if(TARGET ${target})
    get_target_property(worker ${target} TIDEGATE_WORKER)
    if(NOT worker)
      set(worker "")
    endif()
  endif()
  set(${result} "${worker}" PARENT_SCOPE)
endfunction()

function(_tidegate_add_gate target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "MIN;P95;MODE;BASELINES;CONFIG;TIMEOUT;FAILS_AT;NAME"
    "AGAINST;CASES;POINTS;PROVIDERS;REPORTS;LABELS")
  _tidegate_check_keywords(tidegate_add_gate ${target} TidegateGate.cmake
    "${ARG_UNPARSED_ARGUMENTS}" "${ARG_KEYWORDS_MISSING_VALUES}")
  _tidegate_worker_of(worker ${target})
  if(NOT worker)
    message(FATAL_ERROR "tidegate_add_gate(${target}): there is no benchmark ${target}. Call "
      "tidegate_add_benchmark(${target} ...) before, or say FORMAT and which kind of program ${target} is.")
  endif()
  if(NOT ARG_CONFIG AND EXISTS "${CMAKE_SOURCE_DIR}/tidegate.toml")
    set(ARG_CONFIG "${CMAKE_SOURCE_DIR}/tidegate.toml")
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 3600)
  endif()

  if(NOT ARG_AGAINST AND TIDEGATE_AGAINST)
    set(ARG_AGAINST "${TIDEGATE_AGAINST}")
    if(NOT ARG_MODE)
      set(ARG_MODE ab)
    endif()
  endif()
  if(ARG_NAME)
    _tidegate_claim_gate_name(${target} "${ARG_NAME}")
    set(ARG_MODE ab)  # it has no rows of its own to screen
  else()
    _tidegate_claim_cases(${target})
  endif()

  # What the gate does not restrict itself, it takes from the benchmark.
  foreach(key CASES POINTS PROVIDERS PLATFORM)
    if(NOT ARG_${key})
      get_target_property(ARG_${key} ${target} TIDEGATE_${key})
      if(NOT ARG_${key})
        set(ARG_${key} "")
      endif()
    endif()
  endforeach()
  _tidegate_selection(arguments "${ARG_POINTS}" "${ARG_PROVIDERS}" "${ARG_PLATFORM}")
  foreach(reference IN LISTS ARG_AGAINST)
    list(APPEND arguments --against "${reference}")
  endforeach()
  foreach(report IN LISTS ARG_REPORTS)
    list(APPEND arguments --report "${report}")
  endforeach()
  foreach(option MIN P95 MODE BASELINES CONFIG FAILS_AT)
    if(ARG_${option})
      string(TOLOWER "${option}" flag)
      string(REPLACE "_" "-" flag "${flag}")
      list(APPEND arguments "--${flag}" "${ARG_${option}}")
    endif()
  endforeach()
  list(APPEND arguments --source-dir "${CMAKE_SOURCE_DIR}" --build-dir "${CMAKE_BINARY_DIR}"
    --target "${target}")
  _tidegate_configurations(several configurations)
  if(several)  # the program's path need not name the one that it is of
    list(APPEND arguments "--configure-argument=-DCMAKE_DEFAULT_BUILD_TYPE=$<CONFIG>")
  endif()
  _tidegate_count_gate()
  get_target_property(gpus ${target} TIDEGATE_GPUS)
  if(NOT gpus)
    set(gpus "")
  endif()
  _tidegate_discover(${target} gate "${ARG_CASES}" "${arguments}" "${ARG_LABELS}" "${ARG_TIMEOUT}"
    "${gpus}" "${ARG_NAME}")
endfunction()

# The gate without a NAME takes the tests `gate.<case>`, which one gate alone can have.
function(_tidegate_claim_cases target)
  get_target_property(claimed ${target} TIDEGATE_HAS_GATE)
  if(claimed)
    message(FATAL_ERROR "tidegate_add_gate(${target}): it has a gate already. Give this one a NAME, as in "
      "tidegate_add_gate(${target} NAME release ...).")
  endif()
  set_target_properties(${target} PROPERTIES TIDEGATE_HAS_GATE ON)
endfunction()

# Two tests of one name would be one test to ctest, and one folder of reports.
function(_tidegate_claim_gate_name target name)
  if(NOT name MATCHES "^[A-Za-z0-9][A-Za-z0-9._-]*$")
    message(FATAL_ERROR "tidegate_add_gate(${target}): NAME '${name}' is not made of letters, "
      "digits, '.', '_' and '-'.")
  endif()
  get_property(owner GLOBAL PROPERTY "TIDEGATE_GATE_NAMED_${name}")
  if(owner)
    message(FATAL_ERROR "tidegate_add_gate(${target}): ${owner} has a gate named '${name}' already. "
      "Name this one, say, ${name}.${target}.")
  endif()
  set_property(GLOBAL PROPERTY "TIDEGATE_GATE_NAMED_${name}" "${target}")
endfunction()

# One family error for all gates of a project: each is told how many share it. The last call of the
# configuration knows their number, so that one writes it, where ctest finds it.
function(_tidegate_count_gate)
  get_property(gates GLOBAL PROPERTY TIDEGATE_GATE_TARGETS)
  if(NOT gates)
    set(gates 0)
    cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL _tidegate_write_gate_count)
  endif()
  math(EXPR gates "${gates} + 1")
  set_property(GLOBAL PROPERTY TIDEGATE_GATE_TARGETS "${gates}")
endfunction()

function(_tidegate_write_gate_count)
  if(NOT CMAKE_TESTING_ENABLED)
    message(WARNING "There are gates and no tests: call enable_testing() in ${CMAKE_SOURCE_DIR}/CMakeLists.txt, "
      "or ctest finds none of them.")
  endif()
  get_property(gates GLOBAL PROPERTY TIDEGATE_GATE_TARGETS)
  file(CONFIGURE OUTPUT "${TIDEGATE_OUTPUT_DIR}/gate-targets.cmake"
    CONTENT "set(TIDEGATE_GATE_TARGETS ${gates})\n" @ONLY)
endfunction()
