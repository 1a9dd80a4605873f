"""The plain app: a form page, its POST, and the page of one inquiry."""

# SPDX-License-Identifier: Apache-2.0
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from bench.plain.models import Inquiry


class InquiryForm(forms.ModelForm):
    """The usual ModelForm."""

    class Meta:
        model = Inquiry
        fields = ("name", "phone", "email", "rank", "company", "department", "product", "content")


def ask(request: HttpRequest) -> HttpResponse:
    form = InquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("/thanks/")
    return render(request, "plain/ask.html", {"form": form}, status=422 if request.method == "POST" else 200)


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "plain/ask.html", {})


def record(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "plain/record.html", {"inquiry": get_object_or_404(Inquiry, pk=pk)})


urlpatterns = [path("", ask), path("thanks/", thanks), path("record/<int:pk>/", record)]
