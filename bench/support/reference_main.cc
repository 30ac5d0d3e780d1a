// The reference work alone, for bench/report.py to run between other programs.
#include "bench/support/rows.h"

int main() { schakel::bench::print_references(); }
