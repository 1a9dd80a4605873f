"""Addresses of the machine door: the REST interface and the public half of the log."""

# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from jikim.api.log import checkpoint, tile
from jikim.api.rest import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("log/checkpoint", checkpoint, name="log-checkpoint"),
    path("log/tile/<path:rest>", tile, name="log-tile"),
]
