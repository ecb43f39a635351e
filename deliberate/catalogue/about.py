"""What a catalogue says of itself beside the questions: rights, sources and prompts."""

from collections.abc import Mapping
from dataclasses import dataclass

from deliberate.sessions.forms import Text

from .file_shape import CatalogueFile


@dataclass(frozen=True, slots=True)
class About:
    """Goes with every print of the instrument, and with the discussion of a factor."""

    id: str
    version: str
    status: str
    licence: str
    disclaimer: Text
    ages: tuple[int, int]
    benefit_rule: Text
    asked_when_discussed: tuple[Text, ...]
    max_case_factors: int
    case_factor_label: Text
    case_factor_hint: Text
    prompts: Mapping[str, tuple[str, ...]]
    evidence: Mapping[str, tuple[str, ...]]
    own_strength: Mapping[str, str]
    references: Mapping[str, str]


def to_about(file: CatalogueFile) -> About:
    """The file's own account of itself, in the order of the file."""
    head, benefit, case = file.catalogue, file.scale.benefit, file.case_specific
    return About(
        id=head.id,
        version=head.version,
        status=head.status,
        licence=head.licence,
        disclaimer=head.disclaimer.text(),
        ages=(head.min_age, head.max_age),
        benefit_rule=benefit.rule.text(),
        asked_when_discussed=benefit.discussed_only.texts(),
        max_case_factors=case.max,
        case_factor_label=case.label.text(),
        case_factor_hint=case.hint.text(),
        prompts={str(language): asks for language, asks in file.concreteness.generic.items()},
        evidence={factor.id: factor.evidence for factor in file.factor},
        own_strength={f.id: f.eigen_kracht for f in file.factor if f.eigen_kracht},
        references=file.references,
    )
