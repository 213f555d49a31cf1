// Writes down what a program asks the disk to do in one folder, so that a test can tell what a power cut would leave of it.
// Loaded before the C library (LD_PRELOAD): it sees the calls that go through that library, as SQLite's do, and none of
// those that Go makes by itself. Linux only.
//
// POWER_FOLDER is the folder, POWER_LOG the file to write to, and POWER_CUT the number of the change in the folder at
// which the process is killed. A change is written down before it is made, a sync after it was: what the log does not
// hold was not promised.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST_FILES = 4096 };

// What stands before the bytes of a record. The test reads it in this order, little-endian.
struct head {
  int32_t what; // P a process begins, O opened, C closed, W written, T cut to a size, S synced, R renamed, U removed
  int32_t file; // its descriptor
  int64_t at;   // offset, size, or how it was opened
  int64_t size; // of the bytes that follow
};

static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;
static long changes, cut;
static char watched[MOST_FILES]; // by descriptor

static void put(int32_t what, int32_t file, int64_t at, const void *bytes, size_t size) {
  struct head h = {what, file, at, (int64_t)size};
  struct iovec parts[2] = {{&h, sizeof h}, {(void *)bytes, size}};
  if (log_file < 0) {
    const char *path = getenv("POWER_LOG"), *n = getenv("POWER_CUT");
    log_file = syscall(SYS_openat, AT_FDCWD, path ? path : "", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_file < 0) abort();
    cut = n ? atol(n) : 0;
    put('P', 0, 0, NULL, 0);
  }
  if (syscall(SYS_writev, log_file, parts, 2) != (long)(sizeof h + size)) abort();
}

// due kills the process when its time has come.
static void due(void) {
  if (++changes == cut) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
  }
}

// within gives the part of a path behind the folder, NULL for one elsewhere. SQLite's shared memory is no file of the disk.
static const char *within(const char *path) {
  const char *folder = getenv("POWER_FOLDER");
  size_t n = folder ? strlen(folder) : 0, all = strlen(path);
  if (!n || strncmp(path, folder, n) || (path[n] != '/' && path[n])) return NULL;
  if (all > 4 && !strcmp(path + all - 4, "-shm")) return NULL;
  return path[n] ? path + n + 1 : path + n;
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST_FILES && watched[fd]; }

static int open_at(int dir, const char *path, int flags, mode_t mode) {
  const char *name = within(path);
  if (!name) return syscall(SYS_openat, dir, path, flags, mode);
  pthread_mutex_lock(&door);
  int fd = syscall(SYS_openat, dir, path, flags, mode);
  if (fd >= MOST_FILES) abort();
  if (fd >= 0) {
    watched[fd] = 1;
    put('O', fd, (flags & O_TRUNC) != 0, name, strlen(name));
  }
  pthread_mutex_unlock(&door);
  return fd;
}

#define MODE(flags, mode)                                                                                              \
  mode_t mode = 0;                                                                                                     \
  if (((flags) & O_CREAT) || ((flags) & O_TMPFILE) == O_TMPFILE) {                                                                            \
    va_list list;                                                                                                      \
    va_start(list, flags);                                                                                             \
    mode = va_arg(list, mode_t);                                                                                       \
    va_end(list);                                                                                                      \
  }

int open(const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_at(dir, path, flags, mode);
}

int openat64(int dir, const char *path, int flags, ...) {
  MODE(flags, mode)
  return open_at(dir, path, flags, mode);
}

int close(int fd) {
  if (is_watched(fd)) {
    pthread_mutex_lock(&door);
    put('C', fd, 0, NULL, 0);
    watched[fd] = 0;
    pthread_mutex_unlock(&door);
  }
  return syscall(SYS_close, fd);
}

// changed writes a change down, makes it and gives its result.
#define CHANGED(what, fd, at, bytes, size, call)                                                                       \
  if (!is_watched(fd)) return (call);                                                                                  \
  pthread_mutex_lock(&door);                                                                                           \
  put(what, fd, at, bytes, size);                                                                                      \
  due();                                                                                                               \
  long got = (call);                                                                                                   \
  if (got < 0) abort(); /* the log has what the disk has not */                                                        \
  pthread_mutex_unlock(&door);                                                                                         \
  return got;

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  CHANGED('W', fd, at, bytes, size, syscall(SYS_pwrite64, fd, bytes, size, at))
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return pwrite64(fd, bytes, size, at); }

// place is where a file is written next.
static off_t place(int fd) {
  if (!is_watched(fd)) return 0;
  return lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  CHANGED('W', fd, place(fd), bytes, size, syscall(SYS_write, fd, bytes, size))
}

ssize_t writev(int fd, const struct iovec *parts, int n) {
  if (!is_watched(fd)) return syscall(SYS_writev, fd, parts, n);
  ssize_t all = 0;
  for (int i = 0; i < n; i++) all += write(fd, parts[i].iov_base, parts[i].iov_len);
  return all;
}

int ftruncate64(int fd, off64_t size) { CHANGED('T', fd, size, NULL, 0, syscall(SYS_ftruncate, fd, size)) }

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(long call, int fd) {
  if (!is_watched(fd)) return syscall(call, fd);
  pthread_mutex_lock(&door);
  due();
  int failed = syscall(call, fd);
  if (!failed) put('S', fd, 0, NULL, 0);
  pthread_mutex_unlock(&door);
  return failed;
}

int fsync(int fd) { return synced(SYS_fsync, fd); }

int fdatasync(int fd) { return synced(SYS_fdatasync, fd); }

int unlink(const char *path) {
  const char *name = within(path);
  if (!name) return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  pthread_mutex_lock(&door);
  due();
  int failed = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (!failed) put('U', 0, 0, name, strlen(name));
  pthread_mutex_unlock(&door);
  return failed;
}

int rename(const char *from, const char *to) {
  const char *was = within(from), *is = within(to);
  if (!was || !is) return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  char both[8192];
  size_t n = strlen(was) + 1, m = strlen(is);
  if (n + m > sizeof both) abort();
  memcpy(both, was, n); // with the zero that parts them
  memcpy(both + n, is, m);
  pthread_mutex_lock(&door);
  due();
  int failed = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  if (!failed) put('R', 0, 0, both, n + m);
  pthread_mutex_unlock(&door);
  return failed;
}
