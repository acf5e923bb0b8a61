/* A share that goes away: a folder shown through FUSE. While the file named in VANISH exists every call fails with
 * ENOTCONN (or hangs, when that file says "hang"), as a share does whose server is gone; afterwards all is there again.
 *
 *     vanish BACKING MOUNTPOINT VANISH
 */
#define FUSE_USE_VERSION 31
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *backing, *vanish;

static int gone(void)
{
    char word[8] = "";
    int handle = open(vanish, O_RDONLY);
    if (handle < 0)
        return 0;
    if (read(handle, word, sizeof word - 1) < 0)
        word[0] = 0;
    close(handle);
    while (!strncmp(word, "hang", 4) && !access(vanish, F_OK))
        usleep(20000);
    return !access(vanish, F_OK);
}

#define PLACE(path)                                                  \
    char full_##path[PATH_MAX];                                      \
    if (gone())                                                      \
        return -ENOTCONN;                                            \
    snprintf(full_##path, sizeof full_##path, "%s%s", backing, path)
#define ANSWER(call) return (call) < 0 ? -errno : 0

static int see(const char *path, struct stat *found, struct fuse_file_info *file)
{
    (void)file;
    PLACE(path);
    ANSWER(lstat(full_path, found));
}

static int list(const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *file,
                enum fuse_readdir_flags flags)
{
    (void)offset, (void)file, (void)flags;
    PLACE(path);
    DIR *folder = opendir(full_path);
    if (!folder)
        return -errno;
    for (struct dirent *entry; (entry = readdir(folder));)
        fill(buffer, entry->d_name, NULL, 0, 0);
    closedir(folder);
    return 0;
}

static int make_folder(const char *path, mode_t mode)
{
    PLACE(path);
    ANSWER(mkdir(full_path, mode));
}

static int remove_file(const char *path)
{
    PLACE(path);
    ANSWER(unlink(full_path));
}

static int remove_folder(const char *path)
{
    PLACE(path);
    ANSWER(rmdir(full_path));
}

static int move(const char *path, const char *to, unsigned int flags)
{
    PLACE(path);
    PLACE(to);
    ANSWER(renameat2(AT_FDCWD, full_path, AT_FDCWD, full_to, flags));
}

static int set_mode(const char *path, mode_t mode, struct fuse_file_info *file)
{
    (void)file;
    PLACE(path);
    ANSWER(chmod(full_path, mode));
}

static int cut(const char *path, off_t size, struct fuse_file_info *file)
{
    (void)file;
    PLACE(path);
    ANSWER(truncate(full_path, size));
}

static int set_times(const char *path, const struct timespec times[2], struct fuse_file_info *file)
{
    (void)file;
    PLACE(path);
    ANSWER(utimensat(AT_FDCWD, full_path, times, AT_SYMLINK_NOFOLLOW));
}

static int opened(int handle, struct fuse_file_info *file)
{
    if (handle < 0)
        return -errno;
    file->fh = (uint64_t)handle;
    return 0;
}

static int make_file(const char *path, mode_t mode, struct fuse_file_info *file)
{
    PLACE(path);
    return opened(open(full_path, file->flags | O_CREAT, mode), file);
}

static int open_file(const char *path, struct fuse_file_info *file)
{
    PLACE(path);
    return opened(open(full_path, file->flags), file);
}

static int read_file(const char *path, char *buffer, size_t size, off_t offset, struct fuse_file_info *file)
{
    (void)path;
    if (gone())
        return -ENOTCONN;
    ssize_t got = pread((int)file->fh, buffer, size, offset);
    return got < 0 ? -errno : (int)got;
}

static int write_file(const char *path, const char *buffer, size_t size, off_t offset, struct fuse_file_info *file)
{
    (void)path;
    if (gone())
        return -ENOTCONN;
    ssize_t put = pwrite((int)file->fh, buffer, size, offset);
    return put < 0 ? -errno : (int)put;
}

static int sync_file(const char *path, int data, struct fuse_file_info *file)
{
    (void)path, (void)data;
    if (gone())
        return -ENOTCONN;
    ANSWER(fsync((int)file->fh));
}

static int sync_folder(const char *path, int data, struct fuse_file_info *file)
{
    (void)path, (void)data, (void)file;
    return gone() ? -ENOTCONN : 0;
}

static int close_file(const char *path, struct fuse_file_info *file)
{
    (void)path;
    close((int)file->fh);
    return 0;
}

static void *begin(struct fuse_conn_info *connection, struct fuse_config *config)
{
    (void)connection;
    config->entry_timeout = config->attr_timeout = config->negative_timeout = 0;
    config->direct_io = 1;
    return NULL;
}

static const struct fuse_operations CALLS = {
    .init = begin,
    .getattr = see,
    .readdir = list,
    .mkdir = make_folder,
    .unlink = remove_file,
    .rmdir = remove_folder,
    .rename = move,
    .chmod = set_mode,
    .truncate = cut,
    .utimens = set_times,
    .create = make_file,
    .open = open_file,
    .read = read_file,
    .write = write_file,
    .fsync = sync_file,
    .fsyncdir = sync_folder,
    .release = close_file,
};

int main(int count, char **words)
{
    if (count != 4)
        return 2;
    backing = words[1];
    vanish = words[3];
    char *arguments[] = {words[0], words[2], "-f", NULL};
    return fuse_main(3, arguments, &CALLS, NULL);
}
