#include <stdlib.h>
#include <string.h>

char *copy(const char *text) {
	char *made = malloc(strlen(text) + 1);
	if (made == NULL) {
		return NULL;
	}
	strcpy(made, text);
	return made;
}