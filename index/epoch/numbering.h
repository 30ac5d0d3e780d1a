// Dense numbers for what records name: codes and items. Beside a base, an epoch that goes before, everything that it
// knows keeps its number and its count.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/epoch/epoch.h"
#include "index/epoch/items.h"
#include "index/epoch/strings.h"

namespace schakel {

using CodeNumbers = std::map<std::string, CodeId, std::less<>>;
using ItemNumbers = std::map<AskedItem, ItemId>;

// The numbers of the texts and of the base's codes, which are appended to `codes` in order of number: those of the base
// as they are there, then the others in order of their bytes. `base` may be null.
[[nodiscard]] CodeNumbers number_codes(const std::set<std::string_view>& texts, const Epoch* base, StringArrays& codes);

// Likewise for items: those of the base, then the others in item order.
[[nodiscard]] ItemNumbers number_items(const std::set<AskedItem>& asked, const Epoch* base);

// Sets n(kind, code) of all items: vacancies with at least one item of that kind and code. Items must be in item order.
void count_items(const VacancyColumns& vacancies, std::vector<Item>& items);

// Sets it for the items behind those of the base: as their code counts there, or 1.
void freeze_counts(const Epoch& base, std::vector<Item>& items);

}  // namespace schakel
