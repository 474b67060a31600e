# Writes OUTPUT, a C++ source that holds every numbered .sql file of FOLDER: the program carries its
# own schema. Run as a script: cmake -DFOLDER=... -DOUTPUT=... -P embed.cmake
file(GLOB files ${FOLDER}/[0-9][0-9][0-9]_*.sql)
list(SORT files)
set(rows "")
foreach(path ${files})
  get_filename_component(name ${path} NAME_WE)
  string(SUBSTRING ${name} 0 3 digits)
  math(EXPR number "1${digits} - 1000")
  # file(READ) keeps semicolons and brackets only as long as the text never becomes a list.
  file(READ ${path} text)
  string(APPEND rows "    {${number}, \"${name}\", R\"sql(${text})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made from src/store/migrations/*.sql.
#include \"store/migrations.h\"

namespace firstday::store {

std::span<const Migration> shipped_migrations() {
  static constexpr Migration kShipped[] = {
${rows}  };
  return kShipped;
}

}  // namespace firstday::store
")
