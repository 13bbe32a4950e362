"""The site of a center for addiction care: what it has beyond what every site has."""

from care.catalog import CATALOG
from care.checks import check_costs, check_week, with_text
from care.estimate import estimate, format_cents
from care.json_ld import main_entity, organization, page_type
from care.page_rules import crisis_lines_apart, danger_has_help, danger_told
from care.queries import care_level, care_levels, cost_chart, drawing_of
from care.records import (
    CareFrontMatter,
    CareLevel,
    CenterSettings,
    CostFigure,
    Danger,
    Drawing,
    HelpLine,
    Payer,
    RelatedCare,
    Session,
)
from care.rules import lapses, level_collisions, license_without_end
from carepress.model.kind import Collection, SiteKind

SITE = SiteKind(
    settings=CenterSettings,
    front_matter=CareFrontMatter,
    collections=(
        Collection(name="costs", record=CostFigure, noun="cost", check=check_costs, complete=with_text),
        Collection(name="payers", record=Payer, noun="payer"),
        Collection(name="care_levels", record=CareLevel, noun="level of care"),
        Collection(name="related_care", record=RelatedCare, noun="related care"),
        Collection(name="help", record=HelpLine, noun="help line"),
        Collection(name="dangers", record=Danger, noun="danger"),
        Collection(name="iop_week", record=Session, noun="session", check=check_week),
        Collection(name="drawings", record=Drawing, noun="drawing"),
    ),
    public=("care_levels", "related_care", "help", "dangers", "sources", "glossary", "terms", "word_groups"),
    phrases=("terms", "dangers"),
    queries={"care_level": care_level, "care_levels": care_levels, "cost_chart": cost_chart, "drawing_of": drawing_of},
    filters={"estimate": estimate, "dollars": format_cents},
    page_type=page_type,
    main_entity=main_entity,
    organization=organization,
    lapses=lapses,
    rules=(level_collisions,),
    text_readers={"danger": danger_told},
    page_rules=(danger_has_help, crisis_lines_apart),
    release_rules=(license_without_end,),
    catalog=CATALOG,
)
