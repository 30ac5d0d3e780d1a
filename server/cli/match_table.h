// A live list as a table for people.
#pragma once

#include "index/epoch/epoch.h"
#include "server/answers/live_list.h"
#include "server/answers/words.h"

namespace schakel::cli {

// Prints whose list it is, the weights, and per row the points, and what is found, missing and unknown.
void print_list(const Epoch& epoch, const Words& words, const LiveList& list);

}  // namespace schakel::cli
