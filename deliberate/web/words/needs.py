"""What a stage still needs, and what everybody is told."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

NEEDS: Mapping[str, Any] = {
    "acute_answer_is_yes": _l("A child is in danger now: act first, and end the alarm after."),
    "acute_question_open": _l("Answer the question about acute danger."),
    "advocate_missing": _l(
        "Nobody is devil’s advocate, and this decision is weighty: call a guest from another team."
    ),
    "attitude": _l(
        "Condition %(number)s: “%(word)s” is a feeling or an attitude. Write what can be seen."
    ),
    "agreement_open": _l(
        "%(name)s has not said whether they agree: wait a moment, or excuse them."
    ),
    "agreement_to_close": _l(
        "Everyone has answered. Close the question, so that who disagrees can write it down."
    ),
    "agenda_missing": _l("Choose what to talk about."),
    "arrangement_incomplete": _l("“%(what)s” still lacks: %(lacks)s."),
    "arrangement_missing": _l("Write down at least one arrangement."),
    "child_missing": _l("Enter at least one child."),
    "condition_incomplete": _l(
        "Condition %(number)s misses how it is seen, who looks, or what happens if not."
    ),
    "condition_returned": _l("Condition %(number)s was sent back: whoever decides rewords it."),
    "condition_second_test": _l("Condition %(number)s waits for a second test, by %(name)s."),
    "condition_untested": _l("Condition %(number)s has not been tested in its present wording."),
    "consequences_missing": _l("Write down the full consequences of “%(title)s”."),
    "consent_missing": _l("Write down what %(name)s says to the plan."),
    "coordinator_missing": _l("Name the one person who keeps the plan together."),
    "copy_unchecked": _l("Look at the summary once more before it is handed over."),
    "core_facts_missing": _l("Choose the core facts."),
    "danger_on_child": _l(
        "Condition %(number)s asks a child to stop a danger. Lay it on who causes it."
    ),
    "decision_again": _l("Decide again: the family’s reaction sent the decision back."),
    "decision_authority_missing": _l("Write down who may decide this."),
    "decision_missing": _l("Write down the decision, who decided it and why."),
    "decision_question_missing": _l("Write down the question that is to be decided."),
    "decision_question_not_one_sentence": _l("Make the decision question one single question."),
    "direct_action_missing": _l("“Not safe enough now” asks for something that is done today."),
    "dissent_unanswered": _l("The decider answers each dissent in one or two sentences."),
    "expertise_question_open": _l("Ask which expertise is missing, and who calls it in."),
    "explanation_missing": _l("Write down when, how and to whom the decision was explained."),
    "family_decides_missing": _l("Write down at least one thing that the family decides."),
    "facts_too_few": _l("Facts with a source: %(have)s. Needed: at least %(want)s."),
    "good_enough_open": _l("Write down when it is safe enough, and by what one sees that."),
    "idea_not_placed": _l("Put “%(text)s” on the list, or with the option it belongs to."),
    "ideas_open": _l("Close the silent round when everyone is done."),
    "future_concern_open": _l("Write down what happens if nothing changes."),
    "item_without_outcome": _l("Item %(number)s has no outcome yet."),
    "learning_point_missing": _l("Write down what the group takes along."),
    "moderator_rates_first": _l("%(name)s leads the meeting, and so rates before the others."),
    "network_missing": _l("Enter somebody of the family’s network."),
    "no_behaviour": _l(
        "Condition %(number)s says how things are. Write what somebody does that can be seen."
    ),
    "no_concern": _l("Condition %(number)s: tick the fact that it answers."),
    "no_end_date": _l("Condition %(number)s has no day until which it holds."),
    "no_person": _l("Condition %(number)s: who does it? One person or role, by name."),
    "next_step_missing": _l("Not everybody agrees with the plan: write down what follows now."),
    "not_chosen_open": _l("Write down what follows from not choosing the other options."),
    "not_heard": _l("How was %(name)s heard, or why not?"),
    "option_missing_heavier": _l("Is there a heavier option?"),
    "option_missing_lighter": _l("Is there a lighter option?"),
    "option_missing_nothing_changes": _l("What if nothing changes? That is an option too."),
    "option_not_weighed": _l("Option %(letter)s still lacks: %(lacks)s."),
    "options_too_few": _l("Options: %(have)s. Needed: at least %(want)s."),
    "parent_missing": _l("Enter each parent."),
    "plan_b_missing": _l("Write down plan B."),
    "plan_makers_missing": _l("Write down who made the plan."),
    "point_missing": _l("The devil’s advocate still owes: %(kind)s."),
    "point_unanswered": _l("The group still answers the devil’s advocate: %(kind)s."),
    "prework_not_open": _l("Open the prework: in half an hour everyone judges beforehand."),
    "prework_too_few": _l(
        "Raters here with prework: %(have)s. Needed: at least %(want)s. Let the others do it now, "
        "or adjourn."
    ),
    "points_too_few": _l("Points of the devil’s advocate: %(have)s. Needed: at least %(want)s."),
    "quorum": _l("Raters in: %(have)s. Needed: at least %(want)s."),
    "reaction_missing": _l("Write down the family’s reaction in its own words."),
    "reaction_sent_back": _l(
        "%(name)s’s reaction goes back to the group. Reopen the decision; then it is decided again."
    ),
    "reaction_unanswered": _l("Whoever decides answers what %(name)s said."),
    "review_too_late": _l("A child is unsafe: look again within %(weeks)s weeks."),
    "review_date_missing": _l("Choose when we look again."),
    "safe_enough_open": _l("Answer for %(child)s: safe enough now?"),
    "seat_not_in": _l("%(name)s has not come in: admit, or mark as absent."),
    "seat_not_sealed": _l("%(name)s is not ready yet."),
    "seat_without_role": _l("Give %(name)s a role."),
    "second_behaviour": _l(
        "Condition %(number)s holds a second behaviour: “%(word)s”. Make it one of its own."
    ),
    "service_as_goal": _l(
        "Condition %(number)s: “%(word)s” makes help the goal. Write what is to be seen at home."
    ),
    "silent_round_missing": _l("Hold the silent round: everyone thinks alone first."),
    "summary_missing": _l("Write the summary for the family, in plain words."),
    "summary_shows_shielded": _l(
        "The summary repeats something that is shielded from somebody in the family. Take it out."
    ),
    "second_signature_missing": _l("A second tester signs as well: %(name)s."),
    "second_tester_missing": _l("Invite a second behavioural scientist to test."),
    "test_unsigned": _l("The test has not been signed."),
    "too_few_sealed": _l("Ratings that count: %(have)s. Needed: at least %(want)s."),
    "trigger_word": _l("“%(word)s” is vague. %(ask)s"),
    "understanding_open": _l("Ask %(name)s: do you understand what must happen?"),
    "unique_information_open": _l("Ask %(name)s for one thing that others may not know."),
    "why_not_heavier_open": _l("Write down why it is not heavier."),
    "warning": _l("Explain in one line: %(warning)s"),
}

NOTICES: Mapping[str, Any] = {
    "bypassed": _l("Passed over by %(by)s: %(need)s Reason: %(reason)s"),
    "advocate_overridden": _l(
        "%(by)s has appointed %(name)s devil’s advocate instead of who was drawn. "
        "Reason: %(reason)s"
    ),
    "advocate_guest": _l("Devil’s advocate by phone: %(name)s, of %(organisation)s."),
    "advocate_replaced": _l("%(name)s takes over as devil’s advocate."),
    "advocate_put_aside": _l(
        "%(name)s takes over as devil’s advocate, as who leads gave who was drawn another role."
    ),
    "advocate_back": _l("%(name)s, who was drawn before, is devil’s advocate again."),
    "seat_added": _l("New at the table: %(name)s (%(roles)s)."),
    "seat_roles": _l("%(name)s is now %(roles)s, and was %(earlier_roles)s."),
    "seat_absent": _l("%(name)s is not here any more."),
    "seat_back": _l("%(name)s is here again."),
    "seat_moved": _l("%(name)s goes on with another device."),
    "seat_ended": _l("The seat of %(name)s has been closed."),
    "left_out": _l("%(round)s: the answers of %(name)s are left out of the count. %(reason)s"),
    "round_again": _l("%(round)s has begun again; this is attempt %(attempt)s."),
    "paused": _l("There is a break."),
    "reopened": _l("The decision is back with the group. %(name)s: %(reason)s"),
    "needs_full_session": _l(
        "“%(option)s” asks for a full session. Half an hour only prepares it: we end with what "
        "happens at once and a date."
    ),
    "provisional": _l("Provisional decision, not tested yet, until %(until)s: %(text)s"),
}

NOTICE_KINDS: Mapping[str, str] = {
    "bypassed": "bypass",
    "advocate_overridden": "bypass",
    "advocate_guest": "info",
    "advocate_replaced": "info",
    "advocate_put_aside": "bypass",
    "advocate_back": "info",
    "seat_added": "info",
    "seat_roles": "info",
    "seat_absent": "info",
    "seat_back": "info",
    "seat_moved": "info",
    "seat_ended": "info",
    "left_out": "warn",
    "round_again": "warn",
    "paused": "info",
    "reopened": "warn",
    "needs_full_session": "warn",
    "provisional": "warn",
}

BARE_NEEDS: Mapping[str, Any] = {
    "attitude": _l("A condition asks for a feeling or an attitude."),
    "danger_on_child": _l("A condition asks a child to stop a danger."),
    "no_behaviour": _l("A condition does not say what somebody does."),
    "no_concern": _l("A condition is not tied to a fact."),
    "no_end_date": _l("A condition has no day until which it holds."),
    "no_person": _l("A condition does not say who."),
    "second_behaviour": _l("A condition holds a second behaviour."),
    "service_as_goal": _l("A condition makes help the goal."),
    "condition_untested": _l("A condition has not been tested in its present wording."),
    "consent_missing": _l("What a parent says to the plan has not been written down."),
    "not_heard": _l("It has not been written down how somebody was heard."),
    "arrangement_incomplete": _l("An arrangement lacks a day, who watches, how, or the check."),
    "reaction_unanswered": _l("A reaction of the family has not been answered."),
    "review_too_late": _l("A child is unsafe, and we look again later than agreed for that."),
    "understanding_open": _l("It was not asked whether everybody understands what must happen."),
    "facts_too_few": _l("There are fewer facts with a source than agreed."),
    "idea_not_placed": _l("Something thought of in silence was not put on the list."),
    "ideas_open": _l("The silent round was still open."),
    "option_not_weighed": _l("An option lacks what is for or against it, its harm or its waiting."),
    "options_too_few": _l("There are fewer options than agreed."),
    "point_missing": _l("The devil’s advocate has not delivered everything."),
    "points_too_few": _l("The devil’s advocate has not delivered everything."),
    "point_unanswered": _l("A point of the devil’s advocate has not been answered."),
    "silent_round_missing": _l("The silent round was not held."),
    "trigger_word": _l("A vague word was left."),
    "unique_information_open": _l("Not everyone was asked for something that others may not know."),
}
"""How a need reads once it was passed over, where its own sentence needs particulars."""
