/* Loaded before the C library (LD_PRELOAD): a disk that fails while a file of that name lies in the folder that
 * FIRSTDAY_TEST_DISK names. "sync": nothing reaches the disk (EIO). "write": it has become read-only (EROFS).
 * "full": there is no room (ENOSPC). "error": writes fail (EIO). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static int fails(const char* how) {
  const char* folder = getenv("FIRSTDAY_TEST_DISK");
  char path[4096];
  if (folder == NULL) return 0;
  snprintf(path, sizeof path, "%s/%s", folder, how);
  return access(path, F_OK) == 0;
}

static int no(int error) {
  errno = error;
  return -1;
}

/* The errno with which a write fails; 0: it does not. */
static int write_error(void) {
  return fails("write") ? EROFS : fails("full") ? ENOSPC : fails("error") ? EIO : 0;
}

int fsync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  return fails("sync") ? no(EIO) : real(file);
}

int fdatasync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  return fails("sync") ? no(EIO) : real(file);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  ssize_t (*real)(int, const void*, size_t, off_t) =
      (ssize_t(*)(int, const void*, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
  const int error = write_error();
  return error != 0 ? no(error) : real(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  ssize_t (*real)(int, const void*, size_t, off64_t) =
      (ssize_t(*)(int, const void*, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
  const int error = write_error();
  return error != 0 ? no(error) : real(file, bytes, size, at);
}
