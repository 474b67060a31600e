# Asks a built test program for its tests and writes a ctest file with one test for each suite. Called by
# firstday_discover_suites() (FirstdayModule.cmake) after each link, with
#   -DPROGRAM=... -DPREFIX=... -DLABEL=... -DTIMEOUT=... -DSERIAL=ON|OFF -DOUTPUT=...
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${PROGRAM} --gtest_list_tests OUTPUT_VARIABLE listed ERROR_VARIABLE said RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} cannot list its tests (${status}):\n${listed}${said}")
endif()

# "Suite.  # TypeParam = ..." at the margin, its tests indented below. A suite whose every test is disabled
# (tests/store starts such as processes of their own) is left out: nothing of it would run.
string(REPLACE "\n" ";" lines "${listed}")
set(suite "")
set(suites "")
foreach(line IN LISTS lines)
  if(line MATCHES "^([A-Za-z0-9_/]+)\\.( |$)")
    set(suite "${CMAKE_MATCH_1}")
  elseif(line MATCHES "^  [^ ]" AND NOT line MATCHES "^  DISABLED_" AND NOT suite IN_LIST suites)
    list(APPEND suites "${suite}")
  endif()
endforeach()
if(NOT suites)
  message(FATAL_ERROR "${PROGRAM} has no tests.")
endif()

set(text "")
foreach(suite IN LISTS suites)
  set(name "[==[${PREFIX}: ${suite}]==]")
  string(APPEND text "add_test(${name} [==[${PROGRAM}]==] [==[--gtest_filter=${suite}.*]==])\n"
    "set_tests_properties(${name} PROPERTIES LABELS ${LABEL} TIMEOUT ${TIMEOUT} RUN_SERIAL ${SERIAL})\n")
endforeach()
file(WRITE ${OUTPUT} "${text}")
