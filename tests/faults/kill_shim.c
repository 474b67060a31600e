/* Preloaded into the program: kills it before its n-th step that changes what is on disk, FIRSTDAY_KILL_AT=n. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void step(void) {
  static int done = 0;
  static int at = -1;
  if (at < 0) {
    const char* text = getenv("FIRSTDAY_KILL_AT");
    at = text == NULL ? 0 : atoi(text);
  }
  if (++done == at) kill(getpid(), SIGKILL);
}

int fsync(int fd) {
  static int (*real)(int) = NULL;
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, "fsync");
  step();
  return real(fd);
}

int fdatasync(int fd) {
  static int (*real)(int) = NULL;
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, "fdatasync");
  step();
  return real(fd);
}

int rename(const char* from, const char* to) {
  static int (*real)(const char*, const char*) = NULL;
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, "rename");
  step();
  return real(from, to);
}

int mkdir(const char* path, unsigned mode) {
  static int (*real)(const char*, unsigned) = NULL;
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, "mkdir");
  step();
  return real(path, mode);
}
