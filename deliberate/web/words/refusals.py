"""What a refused person reads: what is the matter and what to do now."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

REFUSALS: Mapping[str, Any] = {
    # -- the request itself
    "bad_request": _l("This could not be read. Go back, refresh the page and try again."),
    "bad_form": _l("Refresh the page and try again: this form had become too old."),
    "unknown_command": _l("This is not something a consultation knows. Refresh the page."),
    "not_for_people": _l("Only the server itself does this."),
    "field_missing": _l("Fill this in first."),
    "field_unknown": _l("This form holds something unexpected. Refresh the page and try again."),
    "field_wrong": _l("This does not fit here. Choose or type it again."),
    "text_unsafe": _l("This text holds invisible signs that are not allowed. Type it again."),
    "too_large": _l("This is too much text. Make it shorter."),
    "too_many_checks": _l("Go on writing; in a minute the words are looked at again."),
    "too_many_tries": _l("Too many wrong codes were tried. Wait ten minutes and try again."),
    "not_found": _l("This page does not exist. Join in with the code on the screen."),
    "no_such_method": _l("This address does not take that. Go back and try again."),
    "wrong_origin": _l("This came from another site and was not done."),
    "try_again": _l("The server cannot save at this moment. What you sent is kept; try again."),
    "server_error": _l("Something went wrong here. What was saved is still there; try again."),
    # -- the session and the seat
    "unknown_session": _l("This consultation does not exist. Check the link or the code."),
    "unknown_kind": _l("Choose one of the kinds of consultation."),
    "key_reused": _l("Something else was sent in between. Look at the page and send it again."),
    "no_seat": _l("You are not in this consultation any more. Ask the moderator to let you in."),
    "not_admitted": _l("The moderator has not let you in yet. Wait for a moment."),
    "seat_ended": _l("This seat has been closed. Ask the moderator for a new one."),
    "seat_taken": _l("%(name)s is in already. Choose another seat, or move that one."),
    "seat_not_taken": _l("Nobody sits there yet. Let the person in instead."),
    "unknown_seat": _l("This seat does not exist. Choose one from the list."),
    "no_device": _l("This device is not waiting any more. Let it enter the code once more."),
    "link_used": _l("This link has been used. Ask the moderator for a new one."),
    "host_only": _l("Open the host link that the server printed at its start on this device."),
    "wrong_link": _l("This link is not right. Ask the moderator for a new one."),
    "wrong_code": _l("This code is not right. Look at the screen and type it again."),
    "lobby_not_open": _l("People can come in from the first stage on. Open the meeting first."),
    "name_already_seated": _l("There is a seat with this name already. Add an initial."),
    "role_missing": _l("Choose at least one role."),
    "role_taken": _l("Somebody else has this role. Take it from them first."),
    "moderator_is_not_presenter": _l("The moderator cannot present the case too. Choose another."),
    "too_many_raters": _l("At most %(max)s people rate. Invite this person in another role."),
    # -- a device that several people share
    "pass_on_first": _l(
        "Somebody else sits at this device. Let that person pass it on first, with the link at the "
        "bottom of the page."
    ),
    "device_leads": _l(
        "This device leads the meeting or shows the screen, so it cannot be passed on. Use another "
        "device."
    ),
    "code_of_four": _l("Choose a code of four digits."),
    "code_too_easy": _l("This code is too easy to guess. Choose four other digits."),
    "wrong_own_code": _l("This code is not right. Tries left: %(left)s."),
    "code_locked": _l(
        "The code was wrong five times and does not work any more. Ask to be let in again."
    ),
    "not_at_this_tablet": _l("This person is not on this device. Choose one from the list."),
    # -- several cases in one meeting
    "another_case_is_on": _l(
        "Another case of this meeting is still going on. Close or adjourn that one first."
    ),
    "another_case_is_first": _l(
        "Another case of this meeting comes first. Begin that one, or change the order."
    ),
    "case_not_begun": _l("The moderator has not begun the next case yet. Wait for a moment."),
    "case_has_begun": _l("Only cases that have not begun can change places or be taken off."),
    "unknown_case": _l("Choose a consultation of the same group that is still being prepared."),
    "too_many_cases": _l("A meeting has at most %(max)s cases."),
    # -- the course
    "out_of_turn": _l("This is not possible in this stage, or not for your role."),
    "not_now": _l("This cannot be done in this stage."),
    "already_so": _l("That has been done already."),
    "stale_stage": _l("The meeting has gone on meanwhile. Look at the new stage first."),
    "gate_closed": _l("Something is still needed before the next stage; see the list."),
    "meeting_is_over": _l("The meeting is over; nobody can come in any more."),
    "close_the_meeting": _l("Close the meeting with its own button."),
    "alarm_is_on": _l("The consultation is stopped because of acute danger. Call first."),
    "no_alarm": _l("There is no alarm to end."),
    "paused": _l("There is a break. The moderator starts again."),
    "adjourned": _l("The meeting is adjourned. The moderator resumes it."),
    "not_a_date": _l("Write a day that exists, as 31-12-2026."),
    "date_has_passed": _l("Choose a day after today."),
    "weighty_needs_full_session": _l(
        "Half an hour is not for a weighty decision. Open a standard consultation for it."
    ),
    "needs_full_session": _l(
        "Half an hour is not for this option. Adjourn: write down what happens at once and the "
        "date of a full session. What you typed is kept here."
    ),
    "weighty_needs_advocate": _l(
        "This option is weighty, and the challenge was passed over or had no devil’s advocate. "
        "Adjourn: write down what happens at once and the date of a session with an advocate."
    ),
    "nothing_to_bypass": _l("This is not needed any more. Go on."),
    "nothing_to_explain": _l("There is no such warning now, so there is nothing to explain."),
    "cannot_bypass": _l("This cannot be passed over: it has to be done."),
    # -- texts and entries
    "text_missing": _l("Write something here first."),
    "text_too_long": _l("Make this shorter: at most %(max)s characters."),
    "unknown_entry": _l("This is no longer in the list. Refresh the page."),
    "not_your_entry": _l("Only who wrote this, the recorder or the moderator can change it."),
    "other_kind_of_entry": _l("This cannot become something else. Withdraw it and write anew."),
    "same_words": _l("Nothing was changed, so there is nothing to save."),
    "sent_back_before": _l(
        "This says the same as what a tester has not agreed to. Write it in another way, or leave "
        "it out. What you typed is kept here."
    ),
    "too_many_entries": _l("There are so many already that no more can be added. Merge some."),
    "only_facts_are_core": _l("Only a fact can be a core fact."),
    "observer_only_listens": _l(
        "Somebody who observes has no other task. Untick “observer”, or leave only that."
    ),
    "advice_only": _l(
        "Nobody who may decide has a seat. Invite that person, also if they are reached by phone, "
        "or tick that this is an advice. What you typed is kept here."
    ),
    "fact_without_source": _l(
        "Write where this fact comes from: who saw or said it, or which paper. What you typed is "
        "kept here."
    ),
    "fact_without_date": _l(
        "Write of which day this fact is, or about when. What you typed is kept here."
    ),
    "contested_fact_stays": _l(
        "Somebody sees this fact otherwise, so both versions stay. Correct the wording, or add "
        "what you know."
    ),
    "too_many_core_facts": _l("There are %(max)s core facts already. Take one out first."),
    "unknown_party": _l("Choose somebody of the people of this case."),
    "party_missing": _l("Choose for whom this is not."),
    "threat_written": _l("This has been written down for this person already. Change it there."),
    "person_is_named": _l(
        "Something else here is about this person, or is shielded from them. Change that first, "
        "or change this person instead of withdrawing."
    ),
    "consent_first": _l(
        "Somebody of the network carries something out only after saying yes to it. Ask first, "
        "and tick that they agreed; thinking along is possible now."
    ),
    "core_facts_frozen": _l("The core facts were fixed when the first round began."),
    "too_many_case_factors": _l("At most %(max)s factors of this case. Merge two first."),
    "case_factor_needs_fact": _l("Choose the facts on which this factor rests."),
    "child_missing": _l("Enter the child among the people first."),
    "child_stays": _l(
        "Questions are asked about each child, so nobody is made a child here, or something else "
        "than a child. Withdraw this person with a reason, and add them anew. What you typed is "
        "kept here."
    ),
    "unknown_child": _l("This child is not in the list of people."),
    # -- agreeing and explaining
    "direct_first": _l(
        "First complete what is for safety now: who, what, which day, who watches, how, and the "
        "first check. Then the rest of the plan opens. What you typed is kept here."
    ),
    "monitor_does_it": _l("Who does it cannot watch it too. Choose somebody else."),
    "violence_is_asked": _l("Violence between adults is judged in every case: tick it again."),
    "unknown_factor": _l("Choose what it works on from the list."),
    "read_as_family": _l(
        "Read it with the eyes of the parent or young person, and tick that you did."
    ),
    "unknown_person": _l("Choose somebody of the people of this case."),
    "coordinator_named": _l("There is one coordinator already. Change the name there."),
    "plan_makers_written": _l("This has been written down already. Change it there."),
    "learning_point_written": _l("There is one learning point already. Change it there."),
    "summary_written": _l("There is a summary already. Change it there."),
    "summary_shows_shielded": _l(
        "This repeats something that is shielded from somebody in the family. Take it out: the "
        "summary is for everybody in it. What you typed is kept here."
    ),
    "copy_not_looked_at": _l("Read the summary as they will, and tick that you did."),
    "summary_first": _l("Write the summary first. Then look what a copy could do."),
    "copy_first": _l(
        "First look at the copy: what happens if it gets into the wrong hands? What you typed is "
        "kept here."
    ),
    "unknown_reaction": _l("This reaction is no longer here. Refresh the page."),
    "reaction_to_an_earlier_decision": _l("This was about a decision that was made again since."),
    "say_out_of_range": _l("Choose a number from 1 to 10."),
    # -- blind rounds
    "another_round_is_open": _l("Another question is open on the phones. Close that one first."),
    "unknown_round": _l("This round does not exist. Refresh the page."),
    "round_closed": _l("This round is closed; nothing can be changed any more."),
    "reader_missing": _l("Choose for whom this copy is. No print is made without a reader."),
    "round_open": _l("A blind round is open. The record can be read when it has closed."),
    "round_not_closed": _l("This round has not been closed yet."),
    "not_your_round": _l("You do not rate in this round."),
    "rate_first": _l("Give your own judgement first. Then you can take part."),
    "moderator_rates_first": _l(
        "The moderator can judge too, but only before the others. The round has begun, so it is "
        "too late for that now."
    ),
    "saw_the_picture": _l(
        "%(name)s has seen what the others judged, and cannot judge independently any more. Choose "
        "another role."
    ),
    "nothing_answered": _l("Choose an answer first."),
    "unknown_question": _l("This question is not in the round. Refresh the page."),
    "acute_first": _l(
        "Somebody answered “acute danger”. Ask the group first: is anybody in danger now or within "
        "24 hours? What you chose is kept here."
    ),
    "unique_first": _l(
        "First everybody says what only they know, or that there is nothing. Then choose the core "
        "facts."
    ),
    "unique_before_role": _l(
        "%(name)s has not said yet what only they know. Ask first, or pass it over with a reason. "
        "Then change the role."
    ),
    "known_already": _l(
        "This stands among the facts already. Say something that others may not know, or that you "
        "have nothing to add. What you typed is kept here."
    ),
    "told_already": _l("You told something already. Change or withdraw it there."),
    "only_they_know": _l("Only who brought this fact can say whether others knew it."),
    "factors_first": _l("Rate all factors first. Then the judgements open."),
    "options_first": _l("First all options with what speaks for and against. Then preferences."),
    "not_the_lightest": _l(
        "There is a lighter option on the list. Name the lightest one, and say why it is not "
        "enough."
    ),
    "framework_reason_missing": _l(
        "The framework becomes heavier. Write why a lighter one is not enough."
    ),
    "consequences_first": _l(
        "First write down the full consequences of the two options with most first choices. "
        "What you typed is kept here."
    ),
    "consequences_written": _l("These consequences are written down already. Change them there."),
    "decision_first": _l("Record the decision first. What you typed is kept here."),
    "safe_enough_reason_missing": _l(
        "A judgement of the second round says otherwise. Write one line why."
    ),
    "only_process_anonymous": _l(
        "Only a dissent about the process can go without a name. Choose “about the process”, or "
        "let your name stand with it."
    ),
    "anonymous_from_the_start": _l(
        "Your name stands with this already. Withdraw it, and write a new one without a name."
    ),
    "shift_reason_missing": _l(
        "You moved two levels or more. Say what made the difference; one tap is enough."
    ),
    "agreement_unanswered": _l(
        "Not everybody has answered yet. Wait for them, or excuse who cannot, with a reason."
    ),
    "after_the_question": _l(
        "Everybody is being asked in private first. As soon as the question is closed you can "
        "write this down. What you typed is kept here."
    ),
    "question_is_not_thrown_away": _l(
        "What somebody said in private is not thrown away. Who decides on another option asks "
        "everybody again."
    ),
    "not_waited_for": _l("Nobody waits for this person in this round. Go on without excusing."),
    "answers_missing": _l("%(missing)s questions are open. “Don’t know” is an answer too."),
    "answer_incomplete": _l("Complete this answer: choose a level as well."),
    "answer_does_not_fit": _l("This answer does not fit the question. Choose again."),
    "level_out_of_range": _l("Choose one of the levels."),
    "level_without_direction": _l("Choose first whether this impedes or protects."),
    # -- discussion and challenge
    "agenda_length": _l("Choose from one to %(max)s things to talk about."),
    "not_put_forward": _l(
        "What people say of themselves, or of how urgent it is, is looked at and not talked about. "
        "Choose from what is put forward."
    ),
    "unknown_item": _l("This is not on the list to talk about."),
    "open_item_first": _l("Open this item first: everybody speaks, in the order of the lot."),
    "mechanism_missing": _l(
        "Somebody called this protective. Write what it does for the child, or “not seen yet”."
    ),
    "example_missing": _l(
        "Somebody called this protective. Write one example: who did what, when; or “none yet”."
    ),
    "counter_given": _l("This item has its counter-sentence: there is one for each."),
    "term_listed": _l("This word is on the list already."),
    "meaning_is_the_groups": _l(
        "The recorder or the moderator writes the meaning, in the words of the group."
    ),
    "unknown_point": _l("This point does not exist. Refresh the page."),
    "not_the_advocate": _l("Only the devil’s advocate can do this."),
    "cannot_be_advocate": _l("This person cannot be the devil’s advocate. Choose another rater."),
    "advocate_has_begun": _l(
        "%(name)s has begun as devil’s advocate, and finishes it. Who leaves the table is followed "
        "by the next by itself."
    ),
    "pass_used": _l("You have let a turn pass this quarter already."),
    "turn_begun": _l("You have begun as devil’s advocate. Finish it this time."),
    "advocate_is_here": _l("Somebody at the table can do it. A guest is for when nobody can."),
    "role_laid_down": _l("The role has been laid down. Say this for yourself."),
    "still_owed": _l("Bring first what is still to come, or have it passed over by the moderator."),
    "deciding_fact_missing": _l(
        "Tap the fact that decides it for you. “None of these” is an answer too."
    ),
    "misfit_is_missing": _l(
        "That is the fact that is missing. Name one that you do know, and that does not fit."
    ),
    "pre_mortem_not_asked": _l("Looking back from failure is for when everybody judged alike."),
    "already_brought": _l("This point has been brought already. Go on to the next one."),
    "option_listed": _l(
        "This option is on the list already. Bring another one, or put it with that one."
    ),
    "ideas_first": _l(
        "First everyone thinks alone: hold the silent round, or pass it over with a reason. What "
        "the family itself proposes can be put on the list now. What you typed is kept here."
    ),
    # -- the verdict
    "no_pdf_here": _l("This server cannot make a PDF. Open the page of the record and print that."),
    "unknown_option": _l("Choose one of the options."),
    "options_closed": _l(
        "The list has been closed: an option that is on it stays, and stays what it is. Fill in "
        "what is empty, or add another option. What you typed is kept here."
    ),
    "family_first": _l("First what the family proposes, or one line on why there is nothing."),
    "unknown_idea": _l("This idea does not exist. Refresh the page."),
    "closes_with_its_stage": _l("This round closes when you go on to the next stage."),
    "condition_untested": _l("Every condition has to be tested first."),
    "changed_since": _l(
        "An earlier wording was sent back, so this one is a change: say “agreed after change”."
    ),
    "nothing_changed": _l(
        "No earlier wording was sent back, so nothing has changed: agree, or send it back first."
    ),
    "complete_first": _l(
        "The decision is not complete yet. Still to be written: %(open)s. What you "
        "filled in is kept here."
    ),
    "tested_nothing": _l("Test the conditions yourself before you sign for them."),
    "nothing_sent_back": _l(
        "No answered reaction of the family sends this decision back. Write that down first."
    ),
    "condition_not_agreed": _l("One condition has not been agreed to in its test."),
}
