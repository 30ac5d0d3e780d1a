"""docs/model.md, section 8: what is counted for seekers and for cells of the labour market, and what it is worth."""

from collections import Counter

MOST = 2048
FEWEST = 10


def share(part, rest):
    return MOST * part // (part + rest) if part + rest else 0


def tension(v, w):
    return 1 if 4 * v < w else 2 if 3 * v <= 2 * w else 3 if 2 * v <= 3 * w else 4 if v <= 4 * w else 5


class Positions:
    """The positions of a model's market. Vacancies are records, seekers went through facts()."""

    def __init__(self, model, vacancies, seekers):
        self.model, self.strategy = model, model.strategy["position"]
        self.by_group, self.vacancies, self.seekers = {}, Counter(), Counter()
        for vacancy in vacancies:
            group, region = self.cell_of(vacancy)
            if group is None:
                continue
            self.by_group.setdefault(group, []).append(vacancy)
            self.vacancies[group, None] += 1
            if region is not None and vacancy.get("offer", {}).get("remotePercent", 0) != 100:
                self.vacancies[group, region] += 1
        groups = {isco[:3] for isco in map(self.isco, model.taxonomy.occupations) if len(isco) >= 3}
        for seeker in seekers:
            for group in filter(lambda g: self.wants(seeker, g), groups):
                self.seekers[group, None] += 1
                if seeker["region"] is not None:
                    self.seekers[group, seeker["region"]] += 1
        self.known = {}

    def isco(self, occupation):
        return self.model.taxonomy.occupations[occupation].get("isco", "")

    def cell_of(self, vacancy):
        occupation = vacancy.get("occupation", "")
        isco = self.isco(occupation) if occupation in self.model.taxonomy.occupations else ""
        region = self.model.region_of(vacancy.get("offer", {}).get("postcode", ""))
        return (isco[:3] if len(isco) >= 3 else None), region

    def prefixes(self, seeker):
        return {isco[:3] for isco in (self.isco(code) for code, _ in seeker["wanted"]) if isco}

    def wants(self, seeker, group):
        return any(group.startswith(prefix) for prefix in self.prefixes(seeker))

    def of_seeker(self, seeker):
        """(low, high)"""
        if seeker["id"] not in self.known:
            self.known[seeker["id"]] = self.points(seeker)
        return self.known[seeker["id"]]

    def points(self, seeker):
        policy = self.strategy["policy"]
        if policy == "NEUTRAL":
            return MOST // 2, MOST // 2
        if not self.prefixes(seeker):
            return 0, MOST
        a, b, m, n = self.counts(seeker)
        if policy == "READY_FIRST":
            return share(a, n), share(b, m)
        return share(self.strategy["halfAt"], b), share(self.strategy["halfAt"], a)

    def counts(self, seeker):
        a = b = m = n = 0
        for group, vacancies in self.by_group.items():
            for vacancy in vacancies if self.wants(seeker, group) else []:
                travel, hours = self.travel(vacancy, seeker), self.hours(vacancy, seeker)
                if "fails" in (travel, hours):
                    continue
                certain, musts = travel == hours == "meets", self.musts(vacancy, seeker)
                a += certain and musts == "meets"
                b += musts != "fails"
                m += certain and musts == "fails"
                n += not (certain and musts == "meets")
        return a, b, m, n

    def travel(self, vacancy, seeker):
        offer, (low, high) = vacancy.get("offer", {}), seeker["bound"]
        if offer.get("remotePercent", 0) == 100:
            return "meets"
        d = self.model.distance(self.model.place(offer.get("postcode", "")), seeker["place"])
        return "unknown" if d is None else "fails" if d > high else "meets" if d <= low else "unknown"

    def hours(self, vacancy, seeker):
        own, theirs = seeker["hours"], vacancy.get("offer", {}).get("hours", {})
        if self.model.hours_fail(own, theirs):
            return "fails"
        return "meets" if all(end in side for end in ("min", "max") for side in (own, theirs)) else "unknown"

    def musts(self, vacancy, seeker):
        found, enough = "meets", self.model.strategy["mustQuality"]
        for item in self.model.items[vacancy["id"]]:
            if item[3] != "MUST":
                continue
            low, high = self.model.quality(item, seeker)
            if high < enough:
                return "fails"
            if low < enough:
                found = "unknown"
        return found

    def of_vacancy(self, vacancy):
        """(low, high)"""
        (group, region), remote = self.cell_of(vacancy), vacancy.get("offer", {}).get("remotePercent", 0) == 100
        if group is None or not remote and region is None:
            return 0, MOST
        cell = (group, None if remote else region)
        if self.seekers[cell] < FEWEST:
            cell = (group, None)
        if self.seekers[cell] < FEWEST:
            value = self.strategy.get("noClass", 0)
        else:
            value = self.strategy["tension"][tension(self.vacancies[cell], self.seekers[cell]) - 1]
        return value, value
