"""Policies of translations: everybody who is signed in reads them, and migrations alone write them."""

from domain.database.state.policy import SIGNED_IN, Rule
from domain.translations import currencies

functions = currencies.functions
POLICIES = {"translation": Rule(SIGNED_IN, note="Migrations fill it from the catalogues of the release.")}
