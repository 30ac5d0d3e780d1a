"""docs/model.md once more, from the page alone, in plain Python: nothing here was taken from the program.

A record is the dict that its JSON makes; a field that is not there has its default.
"""

from collections import Counter
from math import isqrt

from items import doubt_of, fnv, items_of, largest_remainder, mix
from passende_arbeid import steps_passed, widened
from taxonomy import NONE, Taxonomy

UNKNOWN = (0, 256)
INFINITE = 10**12


class Model:
    """The market of an export: strategy, date, taxonomy, places, tables, and the counts of its active vacancies."""

    def __init__(self, strategy, date, concepts, places, covers, section_of, vacancies):
        self.strategy, self.date, self.year = strategy, date, int(date[:4])
        self.covers, self.section_of = covers, section_of
        self.places = {p["postcode"]: (p.get("xM", 0), p.get("yM", 0)) for p in places}
        self.regions = {p["postcode"]: p["region"] for p in places if p.get("region")}
        self.taxonomy = Taxonomy(strategy, concepts)
        self.items = {v["id"]: items_of(v, strategy) for v in vacancies if self.is_open(v)}
        self.having = Counter(pair for items in self.items.values() for pair in {item[:2] for item in items})
        self.units = {v: self.units_of(items) for v, items in self.items.items()}

    def is_open(self, vacancy):
        return not self.is_over(vacancy.get("closingDate"))

    def is_available(self, seeker):
        until = seeker.get("availability", {}).get("until")
        return not self.is_over(seeker.get("validUntil")) and not self.is_over(until)

    def is_over(self, last_day):
        return bool(last_day) and last_day < self.date

    # -- units

    def units_of(self, items):
        weights = [self.weight(item) for item in items]
        demand = [w if item[3] else 0 for w, item in zip(weights, items)]
        offer = [0 if item[3] else w for w, item in zip(weights, items)]
        return [a + b for a, b in zip(largest_remainder(4096, demand), largest_remainder(4096, offer))]

    def weight(self, item):
        kind, code, _, condition, _ = item
        specificity = self.strategy["specificity"]
        bucket = (len(self.items) // self.having[kind, code]).bit_length() - 1
        by = self.strategy["strengths"][condition.lower()] if condition else self.strategy["offer"][kind.lower()]
        return by * specificity[min(bucket, len(specificity) - 1)]

    # -- quality

    def best(self, grades, doubt=0):
        """Of [(grade at worst, grade at best)], one per fact; `doubt` is that of the item."""
        if not grades:
            return UNKNOWN
        scale = self.strategy["qualities"]
        value = lambda grade: scale[grade] if grade < len(scale) else 0
        low, high = value(min(worst for worst, _ in grades) + doubt), value(min(best for _, best in grades))
        return low, 256 if doubt else high

    def step(self, name):
        return self.strategy.get("shortfall", {}).get(name, 0)

    def age(self, year):
        """(worst, best) grades for a year, 0 when it is not known."""
        entries = self.strategy.get("shortfall", {}).get("yearsSinceUse", [])
        if not year:
            return (entries[-1].get("grades", 0) if entries else 0), 0
        y = max(0, self.year - year)
        grades = ([0] + [e.get("grades", 0) for e in entries if y > e.get("overYears", 0)])[-1]
        return grades, grades

    def level(self, asked, held, per):
        if not held:
            return max(0, asked - 1) * self.step(per), 0
        return (max(0, asked - held) * self.step(per),) * 2

    def months(self, asked, months):
        if months >= asked:
            return 0
        return self.step("halfOfMonths") if 2 * months >= asked else self.step("lessMonths")

    def field(self, asked, held):
        """(worst, best) grades for a field of education that is asked."""
        if not held:
            return NONE, 0
        asked, held = asked.rsplit("/", 1)[-1], held.rsplit("/", 1)[-1]
        digits = all(text and set(text) <= set("0123456789") for text in (asked, held))
        if asked == held or digits and held.startswith(asked):
            return 0, 0
        near = digits and len(asked) >= 2 <= len(held) and asked[:2] == held[:2]
        return (self.step("otherField"),) * 2 if near else (NONE, NONE)

    def quality(self, item, seeker):
        """(low, high) of a seeker who went through facts()."""
        kind, code, minimum, _, doubt = item
        return getattr(self, kind.lower())(code, minimum, seeker, *([doubt] if doubt else []))  # most kinds know none

    def competence(self, code, minimum, seeker, doubt=0):
        if code not in self.taxonomy.competences:
            return UNKNOWN
        grades = []
        for held, level, age, own in seeker["competences"]:
            start, steps = self.taxonomy.start("COMPETENCE", code, held), self.level(minimum, level, "perCompetenceLevel")
            grades.append((start + steps[0] + age[0] + own, start + steps[1] + age[1]))
        return self.best(grades, doubt)

    def experience(self, code, minimum, seeker, doubt=0):
        if code not in self.taxonomy.occupations:
            return UNKNOWN
        grades = []
        for held, months, months_open, age, own in seeker["experience"]:
            start, step = self.taxonomy.start("EXPERIENCE", code, held), self.months(minimum, months)
            grades.append((start + step + age[0] + own, start + (0 if months_open else step) + age[1]))
        return self.best(grades, doubt)

    def education(self, code, minimum, seeker):
        grades = []
        for fact in seeker["education"]:
            level = self.level(minimum, fact.get("level", 0), "perEducationLevel")
            field = self.field(code, fact.get("field", "")) if code else (0, 0)
            no_diploma, answer = self.step("noDiploma"), fact.get("diploma", "ANSWER_UNKNOWN")
            diploma = {"YES": (0, 0), "NO": (no_diploma, no_diploma), "ANSWER_UNKNOWN": (no_diploma, 0)}[answer]
            grades.append(tuple(map(sum, zip(level, field, diploma))))
        return self.best(grades)

    def language(self, code, minimum, seeker, side):
        grades = []
        for fact in seeker["languages"]:
            if fact.get("language", "") != code or fact.get(side) == 0:
                grades.append((NONE, NONE))
            elif side not in fact:
                grades.append((NONE, 0))
            else:
                grades.append(self.level(minimum, fact[side], "perLanguageLevel"))
        return self.best(grades)

    def spoken_language(self, code, minimum, seeker):
        return self.language(code, minimum, seeker, "spoken")

    def written_language(self, code, minimum, seeker):
        return self.language(code, minimum, seeker, "written")

    def driving_licence(self, code, _, seeker):
        if seeker["licences"] is None:
            return UNKNOWN
        return (256, 256) if any(h == code or code in self.covers.get(h, ()) for h in seeker["licences"]) else (0, 0)

    def occupation(self, code, _, seeker, doubt=0):
        if code not in self.taxonomy.occupations:
            return UNKNOWN
        grades = []
        for held, own in seeker["wanted"]:
            worst, best = widened(self.strategy, self.taxonomy.occupations, code, held, seeker["steps"],
                                  self.taxonomy.start("OCCUPATION", code, held))
            grades.append((worst + own, best))
        return self.best(grades, doubt)

    def sector(self, code, _, seeker):
        if not seeker["sectors"]:
            return UNKNOWN
        return (256, 256) if {code, self.section_of.get(code, code)} & seeker["sectors"] else (0, 0)

    def contract(self, code, _, seeker):
        if not seeker["forms"]:
            return UNKNOWN
        return (256, 256) if code in seeker["forms"] else (0, 0)

    # -- what a seeker brings

    def facts(self, seeker):
        jobs = {}
        for entry in seeker.get("experience", []):
            if entry.get("occupation", "") in self.taxonomy.occupations:
                jobs.setdefault(entry["occupation"], []).append(entry)
        licences = seeker.get("drivingLicences")
        wishes = [(o, 0) for o in seeker.get("wantedOccupations", [])]
        wishes += [(t.get("code", ""), self.doubt(t)) for t in seeker.get("wantedTitles", [])]
        return {
            "id": seeker["id"], "fnv": fnv(seeker["id"]), "place": self.place(seeker.get("postcode", "")),
            "region": self.region_of(seeker.get("postcode", "")),
            "bound": self.bound(seeker.get("travel", {})), "hours": seeker.get("hours", {}),
            "shiftWork": seeker.get("shiftWork", "ANSWER_UNKNOWN"),
            "competences": [(c["code"], c.get("level", 0), self.age(c.get("lastUsedYear", 0)), self.doubt(c))
                            for c in seeker.get("competences", []) if c.get("code", "") in self.taxonomy.competences],
            "experience": [(job, *self.job(entries)) for job, entries in jobs.items()],
            "education": seeker.get("education", []), "languages": seeker.get("languages", []),
            "licences": None if licences is None else licences.get("categories", []),
            "wanted": [(o, doubt) for o, doubt in wishes if o in self.taxonomy.occupations],
            "sectors": set(seeker.get("wantedSectors", [])),
            "steps": steps_passed(self.strategy, self.date, seeker.get("searchingSince", "")),
            "forms": set(seeker.get("contractForms", [])) - {"CONTRACT_FORM_UNKNOWN"},
        }

    def job(self, entries):
        """(months, whether more may be unknown, (worst, best) of the year, doubt)"""
        years = [entry.get("lastYear", 0) for entry in entries]
        worst, best = self.age(max(years))
        return (sum(entry.get("months", 0) for entry in entries), any("months" not in entry for entry in entries),
                (worst, 0 if 0 in years else best), min(self.doubt(entry) for entry in entries))

    def doubt(self, coded):
        return doubt_of(coded.get("confidence", 0), self.strategy)

    def place(self, postcode):
        return self.places.get(postcode[:4])

    def region_of(self, postcode):
        return self.regions.get(postcode[:4])

    def bound(self, travel):
        km, minutes = 1000 * travel.get("maxDistanceKm", 0), travel.get("maxMinutes", 0)
        if not km and not minutes:
            return 0, INFINITE
        low = high = km or INFINITE
        if minutes:
            speeds = {s["mode"]: s["metresPerMinute"] for s in self.strategy["travel"]["speeds"]}
            own = [speeds[mode] for mode in travel.get("modes", []) if mode != "TRAVEL_MODE_UNKNOWN"]
            low = min(low, minutes * (max(own) if own else min(speeds.values())))
            high = min(high, minutes * (max(own) if own else max(speeds.values())))
        return low, high

    # -- criteria, categories, order

    def distance(self, a, b):
        if a is None or b is None:
            return None
        straight = isqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
        return straight * self.strategy["travel"]["detourPercent"] // 100

    @staticmethod
    def hours_fail(seeker, vacancy):
        below = lambda a, b: "max" in a and "min" in b and a["max"] < b["min"]
        return below(seeker, vacancy) or below(vacancy, seeker)

    def decay(self, f):
        knots = [(k.get("at", 0), k.get("points", 0)) for k in self.strategy["travel"]["decay"]]
        for (at0, p0), (at1, p1) in zip(knots, knots[1:]):
            if f <= at1:
                return p0 - (p0 - p1) * (f - at0) // (at1 - at0)

    def region(self, d, bound, remote):
        low, high = bound
        at_worst = self.decay(1024 * d // low) if d is not None and d <= low and low > 0 else 0
        if d is None or high == INFINITE:
            at_best = 4096
        else:
            at_best = self.decay(1024 * d // high) if d <= high else 0
        return tuple(r + (4096 - r) * remote // 100 for r in (at_worst, at_best))

    def pair(self, vacancy, seeker, positions):
        """All about a pair, or None when it is not eligible. `seeker` went through facts()."""
        offer, items, units = vacancy.get("offer", {}), self.items[vacancy["id"]], self.units[vacancy["id"]]
        remote, bound = offer.get("remotePercent", 0), seeker["bound"]
        d = self.distance(self.place(offer.get("postcode", "")), seeker["place"])
        if remote != 100 and d is not None and d > bound[1]:
            return None
        if self.hours_fail(seeker["hours"], offer.get("hours", {})):
            return None
        if offer.get("shiftWork") == "YES" and seeker["shiftWork"] == "NO":
            return None
        qualities = [None] * len(items)
        for must_first in (True, False):
            for i, item in enumerate(items):
                if (item[3] == "MUST") == must_first:
                    qualities[i] = self.quality(item, seeker)
                    if must_first and qualities[i][1] < self.strategy["mustQuality"]:
                        return None
        parts = [[a * q[end] // 256 for a, q in zip(units, qualities)] for end in (0, 1)]
        demand, wish = [], []
        for end in (0, 1):
            for category, asked in ((demand, True), (wish, False)):
                own = [part for part, item in zip(parts[end], items) if bool(item[3]) == asked]
                category.append(sum(own) if own else (0, 4096)[end])
        if demand[0] == 0 and not any(i[0] == "OCCUPATION" and q[0] > 0 for i, q in zip(items, qualities)):
            return None
        region = self.region(d, bound, remote)
        position = [sum(ends) for ends in zip(positions.of_vacancy(vacancy), positions.of_seeker(seeker))]
        weights = [self.strategy["weights"].get(name, 0) for name in ("demand", "wish", "position", "region")]
        x = [[w * c for w, c in zip(weights, (demand[end], wish[end], position[end], region[end]))] for end in (0, 1)]
        total = [sum(x[end]) // 4096 for end in (0, 1)]
        return {"total": total, "x": x[0], "distance": d, "items": items, "qualities": qualities,
                "tie": mix(mix(fnv(vacancy["id"])) ^ seeker["fnv"])}


def points(pair):
    """Points of the four categories."""
    whole = [x // 4096 for x in pair["x"]]
    rests = sorted(range(4), key=lambda i: -(pair["x"][i] % 4096))
    for i in rests[:pair["total"][0] - sum(whole)]:
        whole[i] += 1
    return dict(zip(("demand", "wish", "position", "region"), whole))
