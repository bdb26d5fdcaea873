"""Where the parties of agreements have their seats, counted for the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kg.records.profiles import PlaceProfile

if TYPE_CHECKING:
    from kg.records.profiles import Profiles


class Seat(Struct, frozen=True):
    """A place, and the number of agreements with a party that has its seat there."""

    place: PlaceProfile
    agreements: int


class Seats(Struct, frozen=True):
    """All seats, the most agreements first; then the bodies without a known one, and the agreements that they are in.

    An agreement counts at every place where a party of it has its seat, and once at each: the counts of places add up
    to more than there are agreements.
    """

    known: tuple[Seat, ...]
    bodies_without: int
    agreements_without: int


def seats(profiles: Profiles) -> Seats:
    """The seats of all bodies that take part in these agreements."""
    places = {body.iri: body.place for body in profiles.organizations if body.place}
    counted: dict[str, int] = {}
    without: set[str] = set()
    open_agreements = 0
    for agreement in profiles.agreements:
        bodies = {party.organization for party in agreement.parties}
        for iri in {places[body].iri for body in bodies if body in places}:
            counted[iri] = counted.get(iri, 0) + 1
        unknown = {body for body in bodies if body not in places}
        without |= unknown
        open_agreements += bool(unknown)
    by_iri = {place.iri: place for place in places.values()}
    known = [Seat(by_iri[iri], number) for iri, number in counted.items()]
    known.sort(key=lambda seat: (-seat.agreements, seat.place.iri))
    return Seats(tuple(known), len(without), open_agreements)
