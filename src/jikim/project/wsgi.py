"""The WSGI entry point that granian serves."""

# SPDX-License-Identifier: Apache-2.0
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jikim.project.settings")
application = get_wsgi_application()
