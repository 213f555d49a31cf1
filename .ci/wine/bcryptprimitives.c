/* Wine 8 lacks the library that Go's runtime takes random bytes from. This stands in for it in the prefix that
   .ci/wine-test makes; it is never part of a package. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG count); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) {
	const ULONG most = 1 << 16;
	while (count > 0) {
		ULONG some = count < most ? (ULONG)count : most;
		if (!SystemFunction036(bytes, some))
			return FALSE;
		bytes += some;
		count -= some;
	}
	return TRUE;
}
