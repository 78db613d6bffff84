(function(){
var q=document.getElementById('q'),R=[].slice.call(document.getElementById('t').tBodies[0].rows).map(function(r){return{e:r,x:r.textContent.toLowerCase()}}),nf=new Intl.NumberFormat('nl-NL',{useGrouping:'always'});
function apply(){var w=q.value.trim().toLowerCase().split(/\s+/),n=0;R.forEach(function(r){var ok=w.every(function(k){return r.x.indexOf(k)>=0});if(r.e.hidden===ok)r.e.hidden=!ok;if(ok)n++});document.getElementById('n').textContent=nf.format(n);document.getElementById('mt').className=n?'mt':'mt on'}
q.addEventListener('input',apply);document.querySelector('form').addEventListener('submit',function(e){e.preventDefault()});if(q.value)apply()})();
