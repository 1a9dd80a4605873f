"""How sign-in behaves: the values of Django's accounts, allauth and axes, which the one settings file takes in."""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from typing import Any

AUTH_USER_MODEL = "people.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

MIDDLEWARE = [
    "allauth.account.middleware.AccountMiddleware",
    "jikim.people.idle.IdleCutOff",
    "jikim.people.second_factor.SecondFactor",
    "axes.middleware.AxesMiddleware",
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/console/"

# Idle cut-off after 10 minutes, and no session outlives a working day (law: 기준6④; practice 10 to 30 minutes).
JIKIM_IDLE = timedelta(minutes=10)
JIKIM_SESSION = timedelta(hours=8)
SESSION_COOKIE_AGE = int(JIKIM_SESSION.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "jikim.people.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_USER_DISPLAY = "jikim.people.adapter.display"
# A net by address in the cache; the lock that counts is in the database (axes), at the fifth failure of an account.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,10/5m/key", "reauthenticate": "10/m/user"}

MFA_ADAPTER = "jikim.people.adapter.Factors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "jikim.people.forms.AuthenticateForm",
    "reauthenticate": "jikim.people.forms.ReauthenticateForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Jikim"
MFA_TOTP_TOLERANCE = 1  # one step either way (RFC 6238, 5.2); a used code is remembered in the database for longer

# A dotted path to an object with seal(text) and open(text), for secrets of the second factor at rest; "" is none.
JIKIM_FACTOR_SEAL = ""

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
# By account, from wherever the failures come; the pair is inside it and only answers axes.W006.
AXES_LOCKOUT_PARAMETERS: list[Any] = ["username", ["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "jikim.people.lock.name_of"
AXES_CLIENT_IP_CALLABLE = "jikim.people.address.address_of"
AXES_CLIENT_STR_CALLABLE = "jikim.people.lock.anonymous"
AXES_LOCKOUT_CALLABLE = "jikim.people.lock.unchanged"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "email", "code", "csrfmiddlewaretoken", "next"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
