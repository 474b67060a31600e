# Everything that is not ours, found once for the whole tree. Nothing is downloaded: scripts/setup installs.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Poco REQUIRED COMPONENTS Foundation XML Data DataSQLite Util)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(Phonenumber REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CURL 7.80 REQUIRED)  # CURLOPT_PREREQFUNCTION
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3)
