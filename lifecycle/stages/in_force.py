"""In force: how measures and activities are progressing."""

from lifecycle.kit import Kit
from lifecycle.model.content import Content
from lifecycle.model.strategy import Measure, Progress
from lifecycle.model.verdict import Refusal

kit = Kit("in_force")
kit.brings(Progress)


@kit.warning
def progress_is_recorded(content: Content) -> list[Refusal]:
    """Every measure of a plan in force has a record of progress for the year before."""
    if content.plan.state != "in_force":
        return []
    year = content.day.year - 1
    followed = {".".join(one.code.split(".")[:2]) for one in content.all(Progress) if one.on.year >= year}
    return [
        Refusal("progress.none", item=measure.address, code=measure.code, title=measure.title, year=str(year))
        for measure in content.all(Measure)
        if measure.starts.year <= year and measure.code not in followed
    ]
