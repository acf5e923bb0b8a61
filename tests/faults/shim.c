/* Stands between a program and the C library's file calls (LD_PRELOAD), counts those that touch given folders, and at
 * the N-th makes it fail, write short, or kills the process. The plan and the count lie in memory that forked children
 * share, so that a warm parent forks once per N and afterwards knows what happened.
 *
 * The calls that count are those under a root: by path, or by what /proc/self/fd says of the descriptor.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { CHANGES = 1, READS = 2 };
enum mode { COUNT = 0, FAIL = 1, SHORT = 2, KILL_BEFORE = 3, KILL_AFTER = 4, STOP = 5 };
enum sticky { ONCE = 0, EVERY = 1, ALLOCATING = 2 };

struct plan {
    atomic_int armed;
    int kinds;           /* which calls count */
    int mode;
    int number;          /* errno of a failing call */
    int sticky;          /* also later calls: all that count, or those that take space */
    long at;             /* 1-based; 0 = never */
    atomic_long count;
    atomic_long fired;
    char last[PATH_MAX + 64]; /* the call that was hit, "rename /…" */
    char roots[8][PATH_MAX];
    int n_roots;
};

static struct plan *plan;
static int mine; /* only the process that armed the plan is counted, and those that it forks */

__attribute__((constructor)) static void start(void) {
    plan = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (plan == MAP_FAILED) plan = NULL;
}

void fault_root(const char *path) {
    if (plan->n_roots < 8) snprintf(plan->roots[plan->n_roots++], PATH_MAX, "%s", path);
}
void fault_no_roots(void) { plan->n_roots = 0; }
void fault_arm(int kinds, int mode, int number, int sticky, long at) {
    plan->kinds = kinds; plan->mode = mode; plan->number = number; plan->sticky = sticky; plan->at = at;
    plan->count = 0; plan->fired = 0; plan->last[0] = 0;
    plan->armed = 1;
    mine = 1;
}
void fault_disarm(void) { plan->armed = 0; }
long fault_count(void) { return plan->count; }
long fault_fired(void) { return plan->fired; }
const char *fault_last(void) { return plan->last; }

static int under_root(const char *path) {
    for (int i = 0; i < plan->n_roots; i++) {
        size_t n = strlen(plan->roots[i]);
        if (!strncmp(path, plan->roots[i], n) && (path[n] == 0 || path[n] == '/')) return 1;
    }
    return 0;
}

static int path_of(int fd, char *into) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long n = syscall(SYS_readlinkat, AT_FDCWD, link, into, PATH_MAX - 1);
    if (n <= 0) return 0;
    into[n] = 0;
    return into[0] == '/';
}

static int counts_path(int folder, const char *path) {
    char whole[2 * PATH_MAX + 2], base[PATH_MAX];
    if (!mine || !plan->armed || !path) return 0;
    if (path[0] == '/') return under_root(path);
    if (folder == AT_FDCWD) {
        if (syscall(SYS_getcwd, base, sizeof base) <= 0) return 0;
    } else if (!path_of(folder, base)) return 0;
    snprintf(whole, sizeof whole, "%s/%s", base, path);
    return under_root(whole);
}

static int counts_fd(int fd) {
    char path[PATH_MAX];
    int kept = errno, yes;
    if (!mine || !plan->armed || fd < 3) return 0;
    yes = path_of(fd, path) && under_root(path);
    errno = kept;
    return yes;
}

static void die(void) {
    syscall(SYS_kill, (pid_t)syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
}

enum verdict { GO, FAILS, SHORTENED, DIES_AFTER };

static enum verdict judge(enum kind kind, const char *call, const char *path, int fd, int takes_space) {
    char found[PATH_MAX];
    if (!(plan->kinds & kind)) return GO;
    long n = ++plan->count;
    int hit = plan->at && n == plan->at;
    int later = plan->at && n > plan->at && (plan->sticky == EVERY || (plan->sticky == ALLOCATING && takes_space));
    if (!hit && !later) return GO;
    if (hit) {
        plan->fired = n;
        if (!path) path = path_of(fd, found) ? found : "?";
        snprintf(plan->last, sizeof plan->last, "%s %s", call, path);
    }
    switch (plan->mode) {
    case FAIL: errno = plan->number; return FAILS;
    case SHORT:
        if (hit) return SHORTENED;
        errno = plan->number;
        return FAILS;
    case KILL_BEFORE: die(); return GO;
    case STOP: syscall(SYS_kill, (pid_t)syscall(SYS_getpid), SIGSTOP); return GO;
    case KILL_AFTER: return DIES_AFTER;
    default: return GO;
    }
}

static void done(enum verdict verdict_) { if (verdict_ == DIES_AFTER) die(); }

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)
#define ON_PATH(kind, name, folder, path, space, call)                                   \
    do {                                                                                 \
        REAL(name);                                                                      \
        if (!counts_path(folder, path)) return call;                                     \
        enum verdict verdict_ = judge(kind, #name, path, -1, space);                            \
        if (verdict_ == FAILS) return -1;                                                       \
        __typeof__(call) r = call;                                                       \
        done(verdict_);                                                                         \
        return r;                                                                        \
    } while (0)
#define ON_FD(kind, name, fd, space, call)                                               \
    do {                                                                                 \
        REAL(name);                                                                      \
        if (!counts_fd(fd)) return call;                                                 \
        enum verdict verdict_ = judge(kind, #name, NULL, fd, space);                            \
        if (verdict_ == FAILS) return -1;                                                       \
        __typeof__(call) r = call;                                                       \
        done(verdict_);                                                                         \
        return r;                                                                        \
    } while (0)
/* A short write, and a kill in the middle of one, leave half of the bytes. */
#define ON_WRITE(name, fd, n, call, half)                                                \
    do {                                                                                 \
        REAL(name);                                                                      \
        if (!counts_fd(fd)) return call;                                                 \
        enum verdict verdict_ = judge(CHANGES, #name, NULL, fd, 1);                             \
        if (verdict_ == FAILS) return -1;                                                       \
        ssize_t r = (verdict_ == SHORTENED || verdict_ == DIES_AFTER) && (n) > 1 ? half : call;        \
        done(verdict_);                                                                         \
        return r;                                                                        \
    } while (0)

static enum kind kind_of(int flags) {
    return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) ? CHANGES : READS;
}
static mode_t mode_in(int flags, va_list rest) {
    return flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name)                                                                       \
    int name(const char *path, int flags, ...) {                                         \
        va_list rest; va_start(rest, flags); mode_t m = mode_in(flags, rest); va_end(rest); \
        ON_PATH(kind_of(flags), name, AT_FDCWD, path, !!(flags & O_CREAT), real(path, flags, m)); \
    }
#define OPENAT(name)                                                                     \
    int name(int folder, const char *path, int flags, ...) {                             \
        va_list rest; va_start(rest, flags); mode_t m = mode_in(flags, rest); va_end(rest); \
        ON_PATH(kind_of(flags), name, folder, path, !!(flags & O_CREAT), real(folder, path, flags, m)); \
    }
OPEN(open) OPEN(open64) OPENAT(openat) OPENAT(openat64)

ssize_t write(int fd, const void *b, size_t n) { ON_WRITE(write, fd, n, real(fd, b, n), real(fd, b, n / 2)); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { ON_WRITE(pwrite, fd, n, real(fd, b, n, o), real(fd, b, n / 2, o)); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { ON_WRITE(pwrite64, fd, n, real(fd, b, n, o), real(fd, b, n / 2, o)); }
ssize_t writev(int fd, const struct iovec *v, int n) { ON_FD(CHANGES, writev, fd, 1, real(fd, v, n)); }
ssize_t sendfile(int out, int in, off_t *o, size_t n) { ON_FD(CHANGES, sendfile, out, 1, real(out, in, o, n)); }
ssize_t sendfile64(int out, int in, off64_t *o, size_t n) { ON_FD(CHANGES, sendfile64, out, 1, real(out, in, o, n)); }
ssize_t copy_file_range(int in, off64_t *i, int out, off64_t *o, size_t n, unsigned f) {
    ON_FD(CHANGES, copy_file_range, out, 1, real(in, i, out, o, n, f));
}
int fsync(int fd) { ON_FD(CHANGES, fsync, fd, 1, real(fd)); }
int fdatasync(int fd) { ON_FD(CHANGES, fdatasync, fd, 1, real(fd)); }
int ftruncate(int fd, off_t n) { ON_FD(CHANGES, ftruncate, fd, 0, real(fd, n)); }
int ftruncate64(int fd, off64_t n) { ON_FD(CHANGES, ftruncate64, fd, 0, real(fd, n)); }
ssize_t read(int fd, void *b, size_t n) { ON_FD(READS, read, fd, 0, real(fd, b, n)); }
ssize_t pread(int fd, void *b, size_t n, off_t o) { ON_FD(READS, pread, fd, 0, real(fd, b, n, o)); }
ssize_t pread64(int fd, void *b, size_t n, off64_t o) { ON_FD(READS, pread64, fd, 0, real(fd, b, n, o)); }

/* Only a descriptor that was open for writing can fail at its close (NFS, quota); it is closed all the same. */
int close(int fd) {
    REAL(close);
    int kept = errno;
    if (!counts_fd(fd)) { errno = kept; return real(fd); }
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY) { errno = kept; return real(fd); }
    enum verdict verdict_ = judge(CHANGES, "close", NULL, fd, 1);
    int number = errno;
    int r = real(fd);
    done(verdict_);
    if (verdict_ == FAILS) { errno = number; return -1; }
    return r;
}

int rename(const char *a, const char *b) { ON_PATH(CHANGES, rename, AT_FDCWD, b, 0, real(a, b)); }
int renameat(int f, const char *a, int g, const char *b) { ON_PATH(CHANGES, renameat, g, b, 0, real(f, a, g, b)); }
int renameat2(int f, const char *a, int g, const char *b, unsigned how) { ON_PATH(CHANGES, renameat2, g, b, 0, real(f, a, g, b, how)); }
int unlink(const char *p) { ON_PATH(CHANGES, unlink, AT_FDCWD, p, 0, real(p)); }
int unlinkat(int f, const char *p, int how) { ON_PATH(CHANGES, unlinkat, f, p, 0, real(f, p, how)); }
int rmdir(const char *p) { ON_PATH(CHANGES, rmdir, AT_FDCWD, p, 0, real(p)); }
int mkdir(const char *p, mode_t m) { ON_PATH(CHANGES, mkdir, AT_FDCWD, p, 1, real(p, m)); }
int mkdirat(int f, const char *p, mode_t m) { ON_PATH(CHANGES, mkdirat, f, p, 1, real(f, p, m)); }
int link(const char *a, const char *b) { ON_PATH(CHANGES, link, AT_FDCWD, b, 1, real(a, b)); }
int linkat(int f, const char *a, int g, const char *b, int how) { ON_PATH(CHANGES, linkat, g, b, 1, real(f, a, g, b, how)); }
int symlink(const char *a, const char *b) { ON_PATH(CHANGES, symlink, AT_FDCWD, b, 1, real(a, b)); }
int chmod(const char *p, mode_t m) { ON_PATH(CHANGES, chmod, AT_FDCWD, p, 0, real(p, m)); }
int utimensat(int f, const char *p, const struct timespec t[2], int how) { ON_PATH(CHANGES, utimensat, f, p, 0, real(f, p, t, how)); }

#define STAT(name, type) int name(const char *p, type *s) { ON_PATH(READS, name, AT_FDCWD, p, 0, real(p, s)); }
STAT(stat, struct stat) STAT(stat64, struct stat64) STAT(lstat, struct stat) STAT(lstat64, struct stat64)
int fstatat(int f, const char *p, struct stat *s, int how) { ON_PATH(READS, fstatat, f, p, 0, real(f, p, s, how)); }
int fstatat64(int f, const char *p, struct stat64 *s, int how) { ON_PATH(READS, fstatat64, f, p, 0, real(f, p, s, how)); }
DIR *opendir(const char *p) {
    REAL(opendir);
    if (!counts_path(AT_FDCWD, p)) return real(p);
    enum verdict verdict_ = judge(READS, "opendir", p, -1, 0);
    if (verdict_ == FAILS) return NULL;
    DIR *r = real(p);
    done(verdict_);
    return r;
}
