"""Every form."""

from dialogs.forms import legg_til, meld_avvik, send_videre
from dialogs.forms.base import Form

FORMS: tuple[Form, ...] = (meld_avvik.FORM, legg_til.FORM, send_videre.FORM)
BY_KEY = {form.key: form for form in FORMS}
