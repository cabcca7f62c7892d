# Read by ctest when it starts: asks a worker for its cases and makes a test of each.
# The file that includes it sets TIDEGATE_{TARGET,KIND,CMAKE,NAME,LINE} and either REFUSAL or {BUILD,WORKER,
# FORMAT,PROGRAM,OUTPUT_DIR,GATE_COUNT,SOURCE_DIR,CASES,ARGUMENTS,LABELS,TIMEOUT,GPUS}.
# Decides: names, fixtures, locks. Refuses to know: measuring.
#
# A worker that is not built, or cannot list, becomes a test that fails and says so: a gate that
# vanished would read as a gate that passed.

cmake_policy(PUSH)
cmake_policy(VERSION 3.25)  # ctest itself sets none

# what: the end of the test's name. why: the sentence that it prints when it fails.
function(_tidegate_failing_test what why)
  set(owner "${TIDEGATE_TARGET}")
  if(NOT TIDEGATE_NAME STREQUAL "")
    set(owner "${TIDEGATE_NAME}")
  endif()
  set(name "${TIDEGATE_KIND}.${owner}.${what}")
  add_test("${name}" "${TIDEGATE_CMAKE}" -E echo "${why}")
  set_tests_properties("${name}" PROPERTIES
    FAIL_REGULAR_EXPRESSION "." LABELS "${TIDEGATE_KIND};measure")
  _tidegate_show_line("${name}")
endfunction()

# Where IDEs jump to from a test: the backtrace in `ctest --show-only=json-v1`. The property is the one
# that CMake writes for tests that it adds itself; where a ctest does not know it, the jump is missing.
function(_tidegate_show_line name)
  if(TIDEGATE_LINE MATCHES "^(.+):([0-9]+)$")
    set_tests_properties("${name}" PROPERTIES
      _BACKTRACE_TRIPLES "${CMAKE_MATCH_1};${CMAKE_MATCH_2};")
  endif()
endfunction()

# The text that the worker lists, asked for at every start: what a script lists may come from files
# whose times say nothing about the script's. Each ctest has its own file, as two may start at once.
function(_tidegate_ask_worker text why)
  string(RANDOM LENGTH 12 unique)
  set(list_file "${TIDEGATE_OUTPUT_DIR}/${TIDEGATE_TARGET}.${unique}.cases")
  file(MAKE_DIRECTORY "${TIDEGATE_OUTPUT_DIR}")
  if(TIDEGATE_FORMAT STREQUAL "")
    execute_process(COMMAND "${TIDEGATE_WORKER}" --tidegate list "${list_file}"
      RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE complaint TIMEOUT 60)
  else()
    execute_process(COMMAND "${TIDEGATE_PROGRAM}" run --worker "${TIDEGATE_WORKER}" --format "${TIDEGATE_FORMAT}"
      --list --json RESULT_VARIABLE code OUTPUT_FILE "${list_file}" ERROR_VARIABLE complaint TIMEOUT 60)
  endif()
  if(code EQUAL 0 AND EXISTS "${list_file}")
    file(READ "${list_file}" listed)
    set(${text} "${listed}" PARENT_SCOPE)
    set(${why} "" PARENT_SCOPE)
  else()
    set(${text} "" PARENT_SCOPE)
    set(${why} "${TIDEGATE_WORKER} could not list its cases (${code}): ${complaint}" PARENT_SCOPE)
  endif()
  file(REMOVE "${list_file}")
endfunction()

# The case that a line names, or nothing where it is not a line of the protocol, or names a case
# that could be neither a test nor a file.
function(_tidegate_case_of result line)
  set(${result} "" PARENT_SCOPE)
  string(JSON type ERROR_VARIABLE broken TYPE "${line}" case)
  if(NOT type STREQUAL STRING)
    return()
  endif()
  string(JSON name GET "${line}" case)
  if(NOT name MATCHES "[][;/\\]|[\t\r\n]")
    set(${result} "${name}" PARENT_SCOPE)
  endif()
endfunction()

# Lines are cut off one by one: a CMake list would join them at an unbalanced bracket in a point.
function(_tidegate_list_cases result)
  _tidegate_ask_worker(text why)
  set(cases)
  while(why STREQUAL "" AND NOT text STREQUAL "")
    string(FIND "${text}" "\n" length)
    string(SUBSTRING "${text}" 0 ${length} line)
    if(length EQUAL -1)
      set(text "")
    else()
      math(EXPR length "${length} + 1")
      string(SUBSTRING "${text}" ${length} -1 text)
    endif()
    string(STRIP "${line}" line)
    if(line STREQUAL "")
      continue()
    endif()
    _tidegate_case_of(case "${line}")
    if(case STREQUAL "")
      set(why "${TIDEGATE_WORKER} listed a line that names no case: ${line}")
    else()
      list(APPEND cases "${case}")
    endif()
  endwhile()
  list(REMOVE_DUPLICATES cases)
  foreach(case IN LISTS TIDEGATE_CASES)
    if(why STREQUAL "" AND NOT case IN_LIST cases)
      set(why "${TIDEGATE_WORKER} has no case '${case}'")
    endif()
  endforeach()
  if(why STREQUAL "" AND "${cases}" STREQUAL "")
    set(why "${TIDEGATE_WORKER} lists no case")
  endif()
  if(NOT why STREQUAL "")
    _tidegate_failing_test(cannot_list "${why}")
  endif()
  set(${result} "${cases}" PARENT_SCOPE)
endfunction()

# The name of a case as that of a file, as `tidegate run` makes it.
function(_tidegate_file_of result case)
  string(REGEX REPLACE "[^A-Za-z0-9._-]" "_" file "${case}")
  string(REGEX REPLACE "^\\." "_." file "${file}")
  set(${result} "${file}" PARENT_SCOPE)
endfunction()

function(_tidegate_add_case case file)
  set(name "${TIDEGATE_KIND}.${case}")
  set(rows "${TIDEGATE_OUTPUT_DIR}/rows/${file}.jsonl")
  if(TIDEGATE_KIND STREQUAL bench)
    add_test("${name}" "${TIDEGATE_PROGRAM}" run --worker "${TIDEGATE_WORKER}" --case "${case}"
      ${TIDEGATE_ARGUMENTS} --source-dir "${TIDEGATE_SOURCE_DIR}" --out "${TIDEGATE_OUTPUT_DIR}/rows"
      --replace --rows-only)
    set_tests_properties("${name}" PROPERTIES FIXTURES_SETUP "bench.${case}")
  else()
    add_test("${name}" "${TIDEGATE_PROGRAM}" gate "${rows}" --worker "${TIDEGATE_WORKER}"
      --case "${case}" ${TIDEGATE_ARGUMENTS} --gates "${TIDEGATE_GATES}" --out "${TIDEGATE_OUTPUT_DIR}/gate/${file}"
      --name "${file}" --ctest-measurements)
    set_tests_properties("${name}" PROPERTIES FIXTURES_REQUIRED "bench.${case}"
      SKIP_RETURN_CODE 77)
  endif()
  _tidegate_common_properties("${name}")
endfunction()

# One gate over all cases, which measures both sides itself and so needs no rows.
function(_tidegate_add_named_gate)
  set(name "gate.${TIDEGATE_NAME}")
  set(selection)
  foreach(case IN LISTS TIDEGATE_CASES)
    list(APPEND selection --case "${case}")
  endforeach()
  add_test("${name}" "${TIDEGATE_PROGRAM}" gate --worker "${TIDEGATE_WORKER}" ${selection}
    ${TIDEGATE_ARGUMENTS} --gates "${TIDEGATE_GATE_TARGETS}"
    --out "${TIDEGATE_OUTPUT_DIR}/gate/${TIDEGATE_NAME}" --name "${TIDEGATE_NAME}" --ctest-measurements)
  set_tests_properties("${name}" PROPERTIES SKIP_RETURN_CODE 77)
  _tidegate_common_properties("${name}")
endfunction()

function(_tidegate_common_properties name)
  _tidegate_show_line("${name}")
  # RUN_SERIAL: nothing else of this ctest runs beside a measurement. RESOURCE_LOCK: the same for
  # readers of the test list who override RUN_SERIAL.
  set_tests_properties("${name}" PROPERTIES LABELS "${TIDEGATE_KIND};measure;${TIDEGATE_LABELS}"
    RESOURCE_LOCK tidegate_measurement RUN_SERIAL TRUE TIMEOUT "${TIDEGATE_TIMEOUT}")
  # A group for each device: `gpus:2` would ask for two slots of one device. Without a specification
  # file ctest allocates nothing; the program then takes turns on the device by its own lock.
  if(TIDEGATE_GPUS)
    set_tests_properties("${name}" PROPERTIES RESOURCE_GROUPS "${TIDEGATE_GPUS},gpus:1")
  endif()
endfunction()

# The first of this ctest that takes a name of rows or of reports has it. result: who has it, as a
# sentence, or empty where it is this one.
function(_tidegate_claim result what name holder)
  set(property "TIDEGATE_HOLDER_OF_${what}_${name}")
  get_property(first GLOBAL PROPERTY "${property}")
  if(NOT first)
    set(first "${holder}")
    set_property(GLOBAL PROPERTY "${property}" "${holder}")
  endif()
  if(first STREQUAL holder)
    set(first "")
  endif()
  set(${result} "${first}" PARENT_SCOPE)
endfunction()

function(_tidegate_claim_and_add_case case)
  _tidegate_file_of(file "${case}")
  set(holder "${TIDEGATE_TARGET} has a case '${case}'")
  _tidegate_claim(taken rows "${file}" "${holder}")
  if(taken STREQUAL "" AND TIDEGATE_KIND STREQUAL gate)
    _tidegate_claim(taken reports "${file}" "${holder}")
  endif()
  if(taken STREQUAL "")
    _tidegate_add_case("${case}" "${file}")
  else()
    _tidegate_failing_test("${case}" "case '${case}' of ${TIDEGATE_TARGET} would share rows or reports: ${taken} \
already. Rename one of them")
  endif()
endfunction()

function(_tidegate_claim_and_add_named_gate)
  _tidegate_claim(taken reports "${TIDEGATE_NAME}" "${TIDEGATE_TARGET} has a gate named '${TIDEGATE_NAME}'")
  if(taken STREQUAL "")
    _tidegate_add_named_gate()
  else()
    _tidegate_failing_test(has_no_name "two tests would be called gate.${TIDEGATE_NAME}: ${taken} already. Give \
the gate of ${TIDEGATE_TARGET} another NAME, say ${TIDEGATE_NAME}.${TIDEGATE_TARGET}")
  endif()
endfunction()

if(NOT TIDEGATE_REFUSAL STREQUAL "")
  _tidegate_failing_test(cannot_list "${TIDEGATE_REFUSAL}")
elseif(NOT EXISTS "${TIDEGATE_WORKER}")
  _tidegate_failing_test(cannot_list
    "${TIDEGATE_WORKER} is not built: ${TIDEGATE_BUILD} --target ${TIDEGATE_TARGET}; a script must lie there")
elseif(NOT EXISTS "${TIDEGATE_PROGRAM}")
  _tidegate_failing_test(cannot_list
    "${TIDEGATE_PROGRAM} is not built: ${TIDEGATE_BUILD} --target tidegate")
else()
  _tidegate_list_cases(tidegate_cases)
  # All gates of the project together spend one family error: this target's share of it is parted
  # among its cases. 1 where the project's file is missing, as in a tree that configured no gate.
  include("${TIDEGATE_GATE_COUNT}" OPTIONAL)
  if(NOT TIDEGATE_GATE_TARGETS)
    set(TIDEGATE_GATE_TARGETS 1)
  endif()
  set(TIDEGATE_GATES "${tidegate_cases}")
  if(NOT TIDEGATE_CASES STREQUAL "")
    set(TIDEGATE_GATES "${TIDEGATE_CASES}")
  endif()
  list(LENGTH TIDEGATE_GATES TIDEGATE_GATES)
  math(EXPR TIDEGATE_GATES "${TIDEGATE_GATES} * ${TIDEGATE_GATE_TARGETS}")
  if(tidegate_cases AND NOT TIDEGATE_NAME STREQUAL "")
    _tidegate_claim_and_add_named_gate()
    set(tidegate_cases)
  endif()
  foreach(tidegate_case IN LISTS tidegate_cases)
    if(TIDEGATE_CASES STREQUAL "" OR tidegate_case IN_LIST TIDEGATE_CASES)
      _tidegate_claim_and_add_case("${tidegate_case}")
    endif()
  endforeach()
endif()

cmake_policy(POP)
