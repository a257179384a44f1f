// A C door to the settings of glibc's allocator.
#ifndef RHETOR_CMEMORY_H
#define RHETOR_CMEMORY_H

/// Large pieces go back to the system as soon as they are freed.
void memory_begin_loading(void);

/// What loading has left goes back; from here on, pieces of the same sizes come again and again, and are kept.
void memory_end_loading(void);

#endif
