package ui

/*
#include <string.h>

extern char **environ;

// Runs before Go does, as the toolkit asks for the language while its packages
// are being made and complains on the terminal when it is told "C", which is no
// language. A locale that names none is hidden from it; Locale sees to the rest.
static __attribute__((constructor)) void hide_nameless_locale(void) {
	static const char *const names[] = {"LC_ALL=", "LC_MESSAGES=", "LANG="};
	for (char **e = environ; e && *e; e++) {
		for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
			size_t n = strlen(names[i]);
			const char *value = *e + n;
			if (strncmp(*e, names[i], n) == 0 &&
			    (strcmp(value, "C") == 0 || strncmp(value, "C.", 2) == 0 || strcmp(value, "POSIX") == 0)) {
				(*e)[0] = '_';
			}
		}
	}
}
*/
import "C"
