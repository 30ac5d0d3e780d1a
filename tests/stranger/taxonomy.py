"""docs/model.md, sections 1 and 3: the concepts, and the grade at which one starts for another."""

NONE = 10**9  # a grade from which no sum comes back


class Taxonomy:
    def __init__(self, strategy, concepts):
        self.competence_grades = strategy.get("competence", {})
        self.occupation_grades = strategy.get("occupation", {})
        kinds = {"competences": ("COMPETENCE_CONCEPT", "COMPETENCE_GROUP"),
                 "occupations": ("OCCUPATION_CONCEPT", "ISCO_GROUP")}
        self.competences = {c["uri"]: c for c in concepts if c.get("kind") in kinds["competences"]}
        self.occupations = {c["uri"]: c for c in concepts if c.get("kind") in kinds["occupations"]}
        self.children = {uri: set() for uri in self.competences}
        self.related = {uri: set() for uri in self.competences}
        for uri, record in self.competences.items():
            for above in self.broader(uri):
                self.children[above].add(uri)
            for target in self.targets(record, "RELATED"):
                self.related[uri].add(target)
                self.related[target].add(uri)
        self.essential = {uri: self.targets(record, "ESSENTIAL") for uri, record in self.occupations.items()}
        self.starts = {}

    def broader(self, uri):
        return {above for above in self.competences[uri].get("broader", []) if above in self.competences}

    def targets(self, record, relation_type):
        return {r.get("target", "") for r in record.get("relations", []) if r.get("type") == relation_type} & \
            self.competences.keys()

    def below(self, uri):
        reached, waiting = set(), [uri]
        while waiting:
            for child in self.children[waiting.pop()] - reached:
                reached.add(child)
                waiting.append(child)
        return reached

    def competence_starts(self, asked):
        grades = self.competence_grades
        found = [(asked, "exact")] + [(held, "narrower") for held in self.below(asked)]
        found += [(held, "related") for held in self.related[asked]]
        for parent in self.broader(asked):
            if len(self.children[parent]) <= grades.get("maxFanOut", 0):
                found.append((parent, "broader"))
                found += [(held, "sibling") for held in self.children[parent] if held != asked]
        return self.lowest(found, grades)

    def occupation_starts(self, asked):
        grades = self.occupation_grades
        isco, essential = self.occupations[asked].get("isco", ""), self.essential[asked]
        found = [(asked, "exact")]
        for held, record in self.occupations.items():
            other = record.get("isco", "")
            found += [(held, f"isco{n}") for n in (4, 3, 2) if len(isco) >= n <= len(other) and isco[:n] == other[:n]]
            shared = len(essential & self.essential[held])
            if shared >= grades["neighbourMinShared"] and \
                    100 * shared >= grades["neighbourSharePercent"] * len(essential):
                found.append((held, "neighbour"))
        return self.lowest(found, grades)

    @staticmethod
    def lowest(found, grades):
        starts = {}
        for held, relation in found:
            starts[held] = min(grades.get(relation, 0), starts.get(held, NONE))
        return starts

    def start(self, kind, asked, held):
        sort = "COMPETENCE" if kind == "COMPETENCE" else "OCCUPATION"
        if (sort, asked) not in self.starts:
            make = self.competence_starts if sort == "COMPETENCE" else self.occupation_starts
            self.starts[sort, asked] = make(asked)
        return self.starts[sort, asked].get(held, NONE)
