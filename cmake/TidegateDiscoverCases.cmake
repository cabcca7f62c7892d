# Read by ctest when it starts: asks a worker for its cases and makes a test of each.
# The file that includes it sets TIDEGATE_{TARGET,KIND,WORKER,PROGRAM,OUTPUT_DIR,SOURCE_DIR,
# CASES,ARGUMENTS,LABELS,TIMEOUT,GPUS}. Decides: names, fixtures, locks. Refuses to know: measuring.
#
# A worker that is not built, or cannot list, becomes a test that fails and says so: a gate that
# vanished would read as a gate that passed.

cmake_policy(PUSH)
cmake_policy(VERSION 3.25)  # ctest itself sets none

function(_tidegate_failing_test why)
  add_test("${TIDEGATE_KIND}.${TIDEGATE_TARGET}.cannot_list" "${CMAKE_COMMAND}" -E echo "${why}")
  set_tests_properties("${TIDEGATE_KIND}.${TIDEGATE_TARGET}.cannot_list" PROPERTIES
    FAIL_REGULAR_EXPRESSION "." LABELS "${TIDEGATE_KIND};measure")
endfunction()

function(_tidegate_list_cases result)
  set(list_file "${TIDEGATE_OUTPUT_DIR}/${TIDEGATE_TARGET}.cases.jsonl")
  if(NOT EXISTS "${list_file}" OR "${TIDEGATE_WORKER}" IS_NEWER_THAN "${list_file}")
    file(MAKE_DIRECTORY "${TIDEGATE_OUTPUT_DIR}")
    file(REMOVE "${list_file}")
    execute_process(COMMAND "${TIDEGATE_WORKER}" --tidegate list "${list_file}"
      RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE complaint TIMEOUT 60)
    if(NOT code EQUAL 0 OR NOT EXISTS "${list_file}")
      file(REMOVE "${list_file}")
      _tidegate_failing_test("${TIDEGATE_WORKER} could not list its cases (${code}): ${complaint}")
      set(${result} "" PARENT_SCOPE)
      return()
    endif()
  endif()
  file(STRINGS "${list_file}" lines)
  set(cases)
  foreach(line IN LISTS lines)
    string(JSON name ERROR_VARIABLE broken GET "${line}" case)
    if(NOT broken)
      list(APPEND cases "${name}")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES cases)
  set(${result} "${cases}" PARENT_SCOPE)
endfunction()

function(_tidegate_add_case case)
  set(name "${TIDEGATE_KIND}.${case}")
  set(rows "${TIDEGATE_OUTPUT_DIR}/rows/${case}.jsonl")
  if(TIDEGATE_KIND STREQUAL bench)
    add_test("${name}" "${TIDEGATE_PROGRAM}" run --worker "${TIDEGATE_WORKER}" --case "${case}"
      ${TIDEGATE_ARGUMENTS} --source-dir "${TIDEGATE_SOURCE_DIR}" --out "${TIDEGATE_OUTPUT_DIR}/rows"
      --replace --rows-only)
    set_tests_properties("${name}" PROPERTIES FIXTURES_SETUP "bench.${case}")
  else()
    add_test("${name}" "${TIDEGATE_PROGRAM}" gate "${rows}" --worker "${TIDEGATE_WORKER}"
      --case "${case}" ${TIDEGATE_ARGUMENTS} --out "${TIDEGATE_OUTPUT_DIR}/gate/${case}"
      --ctest-measurements)
    set_tests_properties("${name}" PROPERTIES FIXTURES_REQUIRED "bench.${case}"
      SKIP_RETURN_CODE 77)
  endif()
  # RUN_SERIAL: nothing else of this ctest runs beside a measurement. RESOURCE_LOCK: the same for
  # readers of the test list who override RUN_SERIAL.
  set_tests_properties("${name}" PROPERTIES LABELS "${TIDEGATE_KIND};measure;${TIDEGATE_LABELS}"
    RESOURCE_LOCK tidegate_measurement RUN_SERIAL TRUE TIMEOUT "${TIDEGATE_TIMEOUT}")
  if(TIDEGATE_GPUS)
    set_tests_properties("${name}" PROPERTIES RESOURCE_GROUPS "gpus:${TIDEGATE_GPUS}")
  endif()
endfunction()

if(NOT EXISTS "${TIDEGATE_WORKER}")
  _tidegate_failing_test("${TIDEGATE_WORKER} is not built: cmake --build <folder> --target ${TIDEGATE_TARGET}")
elseif(NOT EXISTS "${TIDEGATE_PROGRAM}")
  _tidegate_failing_test("${TIDEGATE_PROGRAM} is not built: cmake --build <folder> --target tidegate")
else()
  _tidegate_list_cases(tidegate_cases)
  foreach(tidegate_case IN LISTS TIDEGATE_CASES)
    if(NOT tidegate_case IN_LIST tidegate_cases)
      _tidegate_failing_test("${TIDEGATE_WORKER} has no case '${tidegate_case}'")
    endif()
  endforeach()
  foreach(tidegate_case IN LISTS tidegate_cases)
    if(TIDEGATE_CASES STREQUAL "" OR tidegate_case IN_LIST TIDEGATE_CASES)
      _tidegate_add_case("${tidegate_case}")
    endif()
  endforeach()
endif()

cmake_policy(POP)
