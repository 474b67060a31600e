/* Preloaded into the program; each variable asks for one thing:
 *   FIRSTDAY_KILL_AT=n         kills it before its n-th step that changes what is on disk
 *   FIRSTDAY_WRITES_FAIL=n:e   from its n-th write into a database on, they fail with errno e
 *   FIRSTDAY_SYNCS_FAIL=n:e    from its n-th sync on, they fail with errno e
 *   FIRSTDAY_READ_ONLY=folder  nothing below it may be made or opened for writing, as on a file system that is
 *                              mounted read-only (to root as well) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL(name, result, ...)                                   \
  static result (*real)(__VA_ARGS__) = NULL;                      \
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, name)

static void step(void) {
  static int done = 0;
  static int at = -1;
  if (at < 0) {
    const char* text = getenv("FIRSTDAY_KILL_AT");
    at = text == NULL ? 0 : atoi(text);
  }
  if (++done == at) kill(getpid(), SIGKILL);
}

/* True where this call fails; errno is set. */
static int fails(const char* variable, int* done) {
  const char* text = getenv(variable);
  if (text == NULL || ++*done < atoi(text)) return 0;
  errno = atoi(strchr(text, ':') + 1);
  return 1;
}

static int is_read_only(const char* path) {
  const char* folder = getenv("FIRSTDAY_READ_ONLY");
  if (folder == NULL || strncmp(path, folder, strlen(folder)) != 0) return 0;
  errno = EROFS;
  return 1;
}

ssize_t pwrite64(int fd, const void* from, size_t size, off64_t at) {
  REAL("pwrite64", ssize_t, int, const void*, size_t, off64_t);
  static int done = 0;
  return fails("FIRSTDAY_WRITES_FAIL", &done) ? -1 : real(fd, from, size, at);
}

int open64(const char* path, int flags, ...) {
  REAL("open64", int, const char*, int, ...);
  va_list more;
  va_start(more, flags);
  const unsigned mode = (flags & O_CREAT) != 0 ? va_arg(more, unsigned) : 0;
  va_end(more);
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0 && is_read_only(path)) return -1;
  return real(path, flags, mode);
}

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const unsigned mode = (flags & O_CREAT) != 0 ? va_arg(more, unsigned) : 0;
  va_end(more);
  return open64(path, flags, mode);
}

static int sync_fails(void) {
  static int done = 0;
  return fails("FIRSTDAY_SYNCS_FAIL", &done);
}

int fsync(int fd) {
  REAL("fsync", int, int);
  step();
  return sync_fails() ? -1 : real(fd);
}

int fdatasync(int fd) {
  REAL("fdatasync", int, int);
  step();
  return sync_fails() ? -1 : real(fd);
}

int rename(const char* from, const char* to) {
  REAL("rename", int, const char*, const char*);
  step();
  return is_read_only(to) ? -1 : real(from, to);
}

int mkdir(const char* path, unsigned mode) {
  REAL("mkdir", int, const char*, unsigned);
  step();
  return is_read_only(path) ? -1 : real(path, mode);
}
