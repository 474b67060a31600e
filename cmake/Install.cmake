# What `cmake --install` puts where, and the Debian package made of it (`cpack -G DEB`). The program finds what ships
# in ../share/firstday beside itself (src/app/places.cpp); that folder has the shape of the source tree.
set(share ${CMAKE_INSTALL_DATADIR}/firstday)
install(TARGETS firstday RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY templates DESTINATION ${share})
install(DIRECTORY config/policies config/profiles DESTINATION ${share}/config)
install(DIRECTORY providers DESTINATION ${share} FILES_MATCHING PATTERN "*.yaml"
  PATTERN call_list EXCLUDE PATTERN declared EXCLUDE PATTERN print_folder EXCLUDE PATTERN sandbox EXCLUDE PATTERN smtp EXCLUDE)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES cmake/package/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(CODE "execute_process(COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/cmake/package/changelog
  OUTPUT_FILE ${PROJECT_BINARY_DIR}/changelog.gz COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${PROJECT_BINARY_DIR}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES config/README.md config/scenarios.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/config)
install(FILES cmake/package/firstday.service cmake/package/firstday.timer cmake/package/firstday-serve.service DESTINATION lib/systemd/system)
if(NOT CMAKE_CROSSCOMPILING)  # the pages are what the built program says of itself
  install(CODE "execute_process(COMMAND ${PROJECT_SOURCE_DIR}/cmake/package/man-pages $<TARGET_FILE:firstday> ${PROJECT_VERSION} ${PROJECT_BINARY_DIR}/man COMMAND_ERROR_IS_FATAL ANY)")
  install(DIRECTORY ${PROJECT_BINARY_DIR}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1.gz")
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "Firstday <firstday@localhost>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, ca-certificates, tzdata, fonts-liberation2, fonts-noto-core")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/package/postinst ${PROJECT_SOURCE_DIR}/cmake/package/prerm)
include(CPack)
