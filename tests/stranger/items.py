"""docs/model.md, sections 2 and 6: items, their order and shares, and the order among equals."""

DEMAND_KINDS = {"COMPETENCE": 1, "EXPERIENCE": 2, "EDUCATION": 3, "SPOKEN_LANGUAGE": 4, "WRITTEN_LANGUAGE": 5,
                "DRIVING_LICENCE": 6}
OFFER_KINDS = {"OCCUPATION": 7, "SECTOR": 8, "CONTRACT": 9}
KIND_NUMBER = DEMAND_KINDS | OFFER_KINDS
MINIMUM_FIELD = {"COMPETENCE": "minLevel", "EXPERIENCE": "minMonths", "EDUCATION": "minLevel",
                 "SPOKEN_LANGUAGE": "minLevel", "WRITTEN_LANGUAGE": "minLevel"}
CONDITIONS = ["MUST", "STRONG", "WANTED", "BONUS"]  # strongest first
MASK = 2**64 - 1


def fnv(text):
    value = 0xcbf29ce484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001b3 & MASK
    return value


def mix(z):
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9 & MASK
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb & MASK
    return z ^ (z >> 31)


def largest_remainder(total, weights):
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    shares = [total * w // whole for w in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))  # stable
    for i in by_rest[:total - sum(shares)]:
        shares[i] += 1
    return shares


def doubt_of(confidence, strategy):
    """Grades that a code loses for having been recognised; docs/model.md, section 3."""
    bands = strategy.get("recognisedCodes", {}).get("bands", [])
    return next((b["grades"] for b in bands if confidence < b["under"]), 0) if confidence else 0


def items_of(vacancy, strategy):
    """[(kind, code, minimum, condition, doubt)] in item order; condition is None for what is offered."""
    strongest = {}
    for requirement in vacancy.get("requirements", []):
        kind, code = requirement.get("kind", ""), requirement.get("code", "")
        if kind not in DEMAND_KINDS:
            continue
        minimum = requirement.get(MINIMUM_FIELD.get(kind), 0)
        if not code and not (kind == "EDUCATION" and minimum):
            continue
        if kind.endswith("LANGUAGE"):
            minimum = minimum or 1
        condition = requirement.get("condition", "WANTED")
        rank = CONDITIONS.index("WANTED" if condition == "CONDITION_UNKNOWN" else condition)
        item = (kind, code, minimum)
        doubt = doubt_of(requirement.get("confidence", 0), strategy) if kind in ("COMPETENCE", "EXPERIENCE") else 0
        seen = strongest.get(item, (rank, doubt))
        strongest[item] = (min(rank, seen[0]), min(doubt, seen[1]))
    items = [(*item, CONDITIONS[rank], doubt) for item, (rank, doubt) in strongest.items()]
    if vacancy.get("occupation"):
        doubt = doubt_of(vacancy.get("occupationConfidence", 0), strategy)
        items.append(("OCCUPATION", vacancy["occupation"], 0, None, doubt))
    if vacancy.get("employer", {}).get("sector"):
        items.append(("SECTOR", vacancy["employer"]["sector"], 0, None, 0))
    for form in set(vacancy.get("offer", {}).get("contractForms", [])) - {"CONTRACT_FORM_UNKNOWN"}:
        items.append(("CONTRACT", form, 0, None, 0))
    return sorted(items, key=lambda item: (KIND_NUMBER[item[0]], item[1].encode(), item[2]))


def item_name(item):
    kind, code, minimum = item[:3]
    return " ".join([kind] + [code] * bool(code) + [f">={minimum}"] * bool(minimum))
