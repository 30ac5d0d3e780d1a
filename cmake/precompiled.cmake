# Headers that most files read and that seldom change, compiled once: two fifths of the build. What
# every layer reads, what is read above the epoch, and both with what tests read. Every file still names what it uses:
# the tidy preset builds without these sets, and so tells who does not.
set(EVERYWHERE <algorithm> <array> <atomic> <chrono> <cmath> <condition_variable> <cstdint> <expected> <filesystem>
  <fstream> <functional> <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <tuple> <unordered_map>
  <utility> <variant> <vector> <data/schema/refusal.pb.h> <data/schema/seeker.pb.h> <data/schema/strategy.pb.h>
  <data/schema/taxonomy.pb.h> <data/schema/vacancy.pb.h>)
set(ABOVE_EPOCH ${EVERYWHERE} <tbb/parallel_for.h> <index/epoch/epoch.h>)

function(schakel_precompiled name)
  cmake_parse_arguments(PARSE_ARGV 1 set "" "" "HEADERS;LINK;OPTIONS")
  file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/precompiled/${name}.cc CONTENT "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/precompiled/${name}.cc)
  target_link_libraries(${name} PRIVATE schakel_options schakel_schema ${set_LINK})
  target_compile_options(${name} PRIVATE ${set_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${set_HEADERS})
endfunction()
schakel_precompiled(schakel_read_everywhere HEADERS ${EVERYWHERE})
schakel_precompiled(schakel_read_above_epoch HEADERS ${ABOVE_EPOCH} LINK TBB::tbb)
if(SCHAKEL_TESTS)
  schakel_precompiled(schakel_read_by_tests HEADERS ${EVERYWHERE} <catch2/catch.hpp> LINK Catch2::Catch2
    OPTIONS ${SCHAKEL_TEST_OPTIONS})
  schakel_precompiled(schakel_read_by_tests_above_epoch HEADERS ${ABOVE_EPOCH} <catch2/catch.hpp> LINK TBB::tbb Catch2::Catch2
    OPTIONS ${SCHAKEL_TEST_OPTIONS})
endif()

# Gives the targets of a folder, and of those below it, a set of headers where they have none.
function(schakel_reads folder set)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target ${targets})
    get_target_property(type ${target} TYPE)
    get_target_property(has ${target} PRECOMPILE_HEADERS_REUSE_FROM)
    if(type MATCHES "^(STATIC_LIBRARY|EXECUTABLE)$" AND NOT has)
      target_include_directories(${target} SYSTEM PRIVATE ${CMAKE_BINARY_DIR}/generated)
      target_precompile_headers(${target} REUSE_FROM ${set})
    endif()
  endforeach()
  get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(below ${folders})
    schakel_reads(${below} ${set})
  endforeach()
endfunction()
