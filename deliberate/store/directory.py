"""Which sessions there are, so that a code can be matched with the ones that are open."""

from sqlalchemy import Connection, select

from deliberate.sessions.ids import SessionId

from .tables import sessions


def session_ids(conn: Connection) -> tuple[SessionId, ...]:
    """Every session, the latest first."""
    query = select(sessions.c.id).order_by(sessions.c.created_at.desc(), sessions.c.id)
    return tuple(SessionId(session) for session in conn.execute(query).scalars())
