"""From the shape of the file to the core's own types."""

from deliberate.sessions.forms import (
    Catalogue,
    Concreteness,
    ConditionWords,
    Direction,
    Factor,
    Judgement,
    Trigger,
)

from .file_shape import CatalogueFile, FactorPart, JudgementPart, TriggerPart


def to_catalogue(file: CatalogueFile) -> Catalogue:
    """The catalogue that a session freezes at its opening."""
    scale = file.scale
    return Catalogue(
        id=file.catalogue.id,
        version=file.catalogue.version,
        title=file.catalogue.title.text(),
        disclaimer=file.catalogue.disclaimer.text(),
        factors=tuple(_factor(part) for part in file.factor),
        judgements=tuple(_judgement(part) for part in file.judgement),
        directions={
            Direction.RISK: scale.direction.risk.text(),
            Direction.PROTECTIVE: scale.direction.protective.text(),
            Direction.NONE: scale.direction.none.text(),
            Direction.UNKNOWN: scale.direction.unknown.text(),
        },
        risk_levels=scale.level.labels.texts(),
        protective_levels=scale.level.labels_protective.texts(),
        benefit=scale.benefit.tap(),
        counts_as_protective=frozenset(scale.benefit.counts_as_protective),
        deciding_fact=file.deciding_fact.question.text(),
        none_of_these=file.deciding_fact.none_of_these.text(),
        case_factor_directions=file.case_specific.directions,
        concreteness=_concreteness(file),
        condition_words=_condition_words(file),
        proposals={language: part.phrases for language, part in file.proposal.items()},
    )


def _factor(part: FactorPart) -> Factor:
    return Factor(
        id=part.id,
        label=part.label.text(),
        definition=part.definition.text(),
        directions=part.directions,
        default_direction=part.default_direction,
        timeframe=part.timeframe,
        domain=part.domain,
        levels=part.levels.texts(),
        prompts=part.prompts.texts(),
        watch=part.watch.text() if part.watch else None,
        cause=part.cause.tap() if part.cause else None,
    )


def _judgement(part: JudgementPart) -> Judgement:
    return Judgement(
        id=part.id,
        label=part.label.text(),
        levels=part.levels.texts(),
        rounds=frozenset(part.round),
        per_child=part.per_child,
        horizon=part.horizon.text() if part.horizon else None,
        good_enough_from=part.good_enough_from,
        acute_level=part.acute_level,
        acute_message=part.acute_message.text() if part.acute_message else None,
    )


def _concreteness(file: CatalogueFile) -> dict[str, Concreteness]:
    matching = file.concreteness.matching
    return {
        language: Concreteness(
            triggers=tuple(_trigger(part) for part in parts),
            exempt_phrases=matching.exempt_phrases.get(language, ()),
            max_gap=matching.max_gap,
        )
        for language, parts in file.concreteness.trigger.items()
    }


def _condition_words(file: CatalogueFile) -> dict[str, ConditionWords]:
    return {
        language: ConditionWords(**part.model_dump())
        for language, part in file.condition_rule.items()
    }


def _trigger(part: TriggerPart) -> Trigger:
    return Trigger(part.word, part.ask, part.forms, part.split, part.endings)
