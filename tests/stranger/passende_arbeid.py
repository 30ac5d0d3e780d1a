"""docs/model.md, section 3, OCCUPATION: passende arbeid."""


def steps_passed(strategy, date, since):
    """The steps that have passed, for low and for high."""
    rule = strategy.get("passendeArbeid", {})
    steps = rule.get("steps", []) if rule.get("validFrom", "9999") <= date else []
    if not since:
        return [], steps
    (y0, m0, d0), (y1, m1, d1) = (tuple(map(int, day.split("-"))) for day in (since, date))
    months = max(0, 12 * (y1 - y0) + m1 - m0 - (d1 < d0))
    passed = [step for step in steps if months >= step.get("afterMonths", 0)]
    return passed, passed


def level(rule, isco):
    levels = rule.get("skillLevels", [])
    return levels[int(isco[0])] if levels and isco[:1] in set("0123456789") else 0


def applies(rule, step, wanted, offered):
    n = step.get("iscoDigits", 0)
    if n:
        return len(wanted) >= n <= len(offered) and wanted[:n] == offered[:n]
    w, o = level(rule, wanted), level(rule, offered)
    return w > 0 < o <= w <= o + step.get("levelsBelow", 0)


def widened(strategy, occupations, offered, wanted, steps, start):
    """(worst, best) grades of a wanted occupation for the offered one, from the start grade of their relation."""
    rule, isco = strategy.get("passendeArbeid", {}), [occupations[o].get("isco", "") for o in (wanted, offered)]
    return tuple(min([start] + [step.get("grade", 0) for step in passed if applies(rule, step, *isco)])
                 for passed in steps)
