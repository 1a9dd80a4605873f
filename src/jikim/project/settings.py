"""The one settings file; what differs between machines comes from the environment (see docs/operate.md)."""

# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import dj_database_url

from jikim.people.settings import *  # noqa: F403 -- the room of accounts owns the values of its libraries
from jikim.people.settings import MIDDLEWARE as PEOPLE_MIDDLEWARE
from jikim.project import env, secret
from jikim.web import headers

ROOT = Path(__file__).resolve().parents[1]

# One data directory: databases under db/, keys under keys/ (which may, and in production should, lie elsewhere).
JIKIM_DATA = Path(env.text("JIKIM_DATA", "data")).absolute()
JIKIM_KEYS = Path(env.text("JIKIM_KEYS", str(JIKIM_DATA / "keys"))).absolute()
JIKIM_ROOT_KEY = env.text("JIKIM_ROOT_KEY")
JIKIM_POLICY = env.text("JIKIM_POLICY")
JIKIM_URL = env.text("JIKIM_URL", "http://127.0.0.1:8000")
JIKIM_DEMO = env.flag("JIKIM_DEMO")
JIKIM_LIMITS = env.flag("JIKIM_LIMITS", default=True)
JIKIM_PROXIES = env.number("JIKIM_PROXIES", 0)
for folder in (JIKIM_DATA, JIKIM_DATA / "db"):
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = env.text("JIKIM_SECRET_KEY") or secret.ensure(JIKIM_DATA / "secret")
ALLOWED_HOSTS = env.names("JIKIM_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [JIKIM_URL] if JIKIM_URL.startswith("https://") else []
ROOT_URLCONF = "jikim.project.urls"
WSGI_APPLICATION = "jikim.project.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "jikim.web",
    "jikim.desk",
    "jikim.console",  # before allauth, whose pages it dresses
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "jikim.ledger",
    "jikim.vault",
    "jikim.people",
    "jikim.work",
    "jikim.rights",
    "jikim.inquiries",
    "jikim.lifecycle",
    "jikim.oversight",
    "jikim.registers",
    "jikim.paper",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jikim.web.gate.Gate",
    "csp.middleware.CSPMiddleware",
    "jikim.web.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    *PEOPLE_MIDDLEWARE,
    "jikim.web.errors.Errors",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jikim.web.page.frame",
            ],
        },
    },
]

PATIENCE = 20  # seconds that a statement waits for another's lock before the visitor is told that the desk is busy
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": PATIENCE,
    # FULL: consent and destruction survive a power cut; secure_delete: freed pages are overwritten;
    # recursive_triggers: REPLACE asks the delete triggers, too.
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
        "PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;PRAGMA recursive_triggers=ON"
    ),
}


def _database(name: str, file: str) -> dict[str, object]:
    config = dj_database_url.parse(env.text(name) or f"sqlite:///{JIKIM_DATA / 'db' / file}", conn_max_age=None)
    if config["ENGINE"].endswith("sqlite3"):
        return {**config, "OPTIONS": {**SQLITE, **config.get("OPTIONS", {})}}
    waits = {"options": f"-c lock_timeout={PATIENCE}s"}
    return {**config, "CONN_HEALTH_CHECKS": False, "OPTIONS": {**waits, **config.get("OPTIONS", {})}}


DATABASES = {
    "default": _database("JIKIM_DATABASE_URL", "desk.sqlite3"),
    "apart": _database("JIKIM_APART_URL", "apart.sqlite3"),
}
DATABASE_ROUTERS = ["jikim.vault.router.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
LOCALE_PATHS = [ROOT / "web" / "locale"]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = JIKIM_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing personal is ever a plain file
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if JIKIM_URL.startswith("https://") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if JIKIM_PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = JIKIM_URL.startswith("https://")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = headers.CONTENT_SECURITY_POLICY
JIKIM_FACTOR_SEAL = "jikim.vault.factor.factors"
CSRF_FAILURE_VIEW = "jikim.web.errors.forged"

# A demonstration writes to invented people: its mails go nowhere.
EMAIL_BACKEND = f"django.core.mail.backends.{'dummy' if JIKIM_DEMO else 'smtp'}.EmailBackend"
EMAIL_HOST = env.text("JIKIM_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = env.number("JIKIM_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("JIKIM_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("JIKIM_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("JIKIM_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("JIKIM_MAIL_FROM", "desk@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"impersonal": {"()": "jikim.web.logs.Impersonal"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["impersonal"]}},
    "root": {"handlers": ["console"], "level": env.text("JIKIM_LOG", "WARNING")},
}
