"""Without script a refusal is seen and loses nothing: no fold stays shut over it, and every box
stays as it was ticked."""

import pytest

from deliberate.rehearsal.script._move import MODERATOR
from deliberate.web import folds

ALERT = '<p role="alert">!</p>'


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (f"<details>{ALERT}</details>", f"<details open>{ALERT}</details>"),
        (f'<details id="a" open>{ALERT}</details>', f'<details id="a" open>{ALERT}</details>'),
        (f"<details></details>{ALERT}", f"<details></details>{ALERT}"),
        (
            f'<details id="open-a"><details></details><details class="b">{ALERT}</details>'
            "</details>",
            '<details id="open-a" open><details></details><details class="b" open>'
            f"{ALERT}</details></details>",
        ),
        (f"</details>{ALERT}", f"</details>{ALERT}"),
    ],
)
def test_every_fold_around_an_alert_is_open(page, shown):
    assert folds.with_faults_open(page) == shown


def test_a_refused_invitation_is_seen_with_its_boxes_as_they_were_ticked(room_at):
    room = room_at("options")
    typed = {
        "name": room.state.roster.seats[MODERATOR].name,
        "discipline": "pedagoog",
        "organisation": "SAVE",
        "sharing": "by_name",
        "ground": "toestemming",
        "often_differs": "true",
        "roles": ["rater", "recorder"],
        "form": "invite",
    }
    answer = room.browser(MODERATOR).submit("Invite", headers={}, at="", **typed)
    assert answer.status_code == 400
    fold = answer.text.split('id="invite-fold"')[1].split("</details>")[0]
    assert "open" in fold.split(">")[0].split()
    assert 'role="alert"' in fold
    boxes = [part.split(">")[0] for part in fold.split('type="checkbox"')[1:]]
    on = {box.split('value="')[1].split('"')[0] for box in boxes if " checked" in box}
    assert on == {"rater", "recorder", "true"}
    assert 'value="pedagoog"' in fold
