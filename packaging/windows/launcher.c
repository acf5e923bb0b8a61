/* Starts Standfirst: loads the Python beside this program and runs the package `editor` in it.
 *
 * Python's own libraries are the ones its makers signed; this file only calls them. Settings of another Python on this
 * computer are not heard: python3xx._pth beside the library isolates it.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <wchar.h>

#define LONGEST 32768
static const wchar_t *BEFORE[] = {L"-X", L"utf8", L"-B", L"-m", L"editor"};
#define N_BEFORE (sizeof BEFORE / sizeof *BEFORE)

typedef int (*py_main)(int, wchar_t **);

static int failed(const wchar_t *what) {
    MessageBoxW(NULL, what, L"Standfirst", MB_ICONERROR | MB_OK);
    return 3;
}

static py_main load(void) {
    static wchar_t path[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST);
    if (!length || length >= LONGEST - 32) return NULL;
    wcscpy(wcsrchr(path, L'\\') + 1, PYTHON_DLL);
    HMODULE library = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    return library ? (py_main)(void *)GetProcAddress(library, "Py_Main") : NULL;
}

/* A process of its own for photos or texts from outside: Python calls itself with `-c … --multiprocessing-fork`. */
static int is_helper(int count, wchar_t **words) {
    return count > 2 && wcscmp(words[count - 1], L"--multiprocessing-fork") == 0;
}

int start(int count, wchar_t **words) {
    py_main run = load();
    if (!run) return failed(L"Standfirst is damaged: its Python does not load. Install it again; articles are safe.\n"
                            L"Standfirst bị hỏng, không nạp được Python. Hãy cài lại; bài viết vẫn nguyên.");
    if (is_helper(count, words)) return run(count, words);
    wchar_t **all = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, (count + N_BEFORE + 1) * sizeof *all);
    if (!all) return 3;
    all[0] = words[0];
    for (size_t i = 0; i < N_BEFORE; i++) all[1 + i] = (wchar_t *)BEFORE[i];
    for (int i = 1; i < count; i++) all[N_BEFORE + i] = words[i];
    return run(count + (int)N_BEFORE, all);
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show) {
    (void)self, (void)before, (void)line, (void)show;
    return start(__argc, __wargv);
}
#else
int wmain(int count, wchar_t **words) { return start(count, words); }
#endif
