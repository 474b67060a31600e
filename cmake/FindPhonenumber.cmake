# libphonenumber ships neither CMake nor pkg-config files on Debian 12. Gives Phonenumber::phonenumber.
find_path(Phonenumber_INCLUDE_DIR phonenumbers/phonenumberutil.h)
find_library(Phonenumber_LIBRARY phonenumber)
find_library(Phonenumber_PROTOBUF_LIBRARY protobuf)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Phonenumber DEFAULT_MSG Phonenumber_LIBRARY Phonenumber_INCLUDE_DIR)
if(Phonenumber_FOUND AND NOT TARGET Phonenumber::phonenumber)
  add_library(Phonenumber::phonenumber UNKNOWN IMPORTED)
  set_target_properties(Phonenumber::phonenumber PROPERTIES
    IMPORTED_LOCATION ${Phonenumber_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${Phonenumber_INCLUDE_DIR})
  if(Phonenumber_PROTOBUF_LIBRARY)
    set_property(TARGET Phonenumber::phonenumber PROPERTY INTERFACE_LINK_LIBRARIES ${Phonenumber_PROTOBUF_LIBRARY})
  endif()
endif()
