# The records: data/schema/*.proto becomes schakel_schema; #include "data/schema/seeker.pb.h".
file(GLOB SCHEMA_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/schema/*.proto)
add_library(schakel_schema STATIC ${SCHEMA_FILES})
protobuf_generate(TARGET schakel_schema LANGUAGE cpp IMPORT_DIRS ${CMAKE_SOURCE_DIR} PROTOC_OUT_DIR ${CMAKE_BINARY_DIR}/generated)
target_include_directories(schakel_schema SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/generated)
target_link_libraries(schakel_schema PUBLIC protobuf::libprotobuf)
target_compile_options(schakel_schema PRIVATE -w)
set_target_properties(schakel_schema PROPERTIES CXX_CLANG_TIDY "") # generated

# The API: server/service/api/*.proto becomes schakel_api; #include "server/service/api/matches.pb.h".
file(GLOB API_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/server/service/api/*.proto)
add_library(schakel_api STATIC ${API_FILES})
protobuf_generate(TARGET schakel_api LANGUAGE cpp IMPORT_DIRS ${CMAKE_SOURCE_DIR} PROTOC_OUT_DIR ${CMAKE_BINARY_DIR}/generated)
target_include_directories(schakel_api SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/generated)
target_link_libraries(schakel_api PUBLIC schakel_schema)
target_compile_options(schakel_api PRIVATE -w)
set_target_properties(schakel_api PROPERTIES CXX_CLANG_TIDY "") # generated
