#include <stdlib.h>
#include <string.h>

char *copy(const char *text) {
	char *made = malloc(strlen(text));
	strcpy(made, text);
	return made;
}